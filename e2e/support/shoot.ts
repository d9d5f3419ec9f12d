import { type Page, test } from '@playwright/test';

/** Pictures of the page as it is, light and dark, wide and small, for people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of [
      [1280, 800],
      [900, 600],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: `out/screens/${name}-${width}-${colorScheme}-${test.info().project.name}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}
