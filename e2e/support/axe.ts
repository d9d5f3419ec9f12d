import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const themes = ['light', 'dark'] as const;

/** What axe finds on the page as it stands, in the theme it has, a line each. */
export async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** The same in both themes; nothing is []. */
export async function axeFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axe(page)).map((one) => `${colorScheme}, ${one}`));
  }
  return found;
}
