import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { attachTo } from './support/attach';
import { expect } from './support/host';
import { addressOf, testWithOther as test } from './support/other-server';
import { prepareTour, screensOf } from './support/screens';
import { makeTraffic } from './support/traffic';

const sizes = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
  { width: 640, height: 400 },
];

async function axe(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Wider than the window is broken: nothing may be cut off at the side. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`screens filled by real clients, ${colorScheme}`, async ({ opened: { page, hub } }, info) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme });
    const traffic = await makeTraffic({ page, hub });
    const delivered = page
      .getByRole('grid', { name: 'Timeline' })
      .getByRole('row')
      .filter({ hasText: /Out.*private-orders\.7.*OrderShipped/ })
      .last();
    const shot = async (name: string) => {
      for (const size of sizes) {
        await page.setViewportSize(size);
        const path = `out/screens/${name}-${size.width}-${colorScheme}-${info.project.name}.png`;
        await page.screenshot({ path });
        expect.soft(await overflow(page), `${name} at ${size.width}`).toBe(0);
        expect.soft(await axe(page), `${name} at ${size.width}`).toEqual([]);
      }
      await page.setViewportSize(sizes[0] ?? { width: 1280, height: 800 });
    };

    await expect(delivered).toBeVisible();
    await shot('live');
    await delivered.click();
    await expect(page.getByRole('tab', { name: /Delivery/ })).toBeVisible();
    await shot('inspected');
    await page.getByRole('tab', { name: /Delivery/ }).click();
    await shot('delivery');
    await page.getByRole('tab', { name: 'Raw' }).click();
    await shot('raw');
    await page.keyboard.press('ControlOrMeta+Shift+m');
    await expect(page.getByRole('region', { name: 'Composer' }).getByRole('textbox').first()).toBeVisible();
    await shot('composer');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Clients' }).click();
    const clients = page.getByRole('grid', { name: 'Clients' });
    await clients.getByRole('row').nth(2).click();
    await expect(page.getByRole('complementary', { name: 'Client' }).getByRole('heading', { level: 2 })).toBeVisible();
    await shot('clients');
    await page.getByRole('radio', { name: /Refused/ }).click();
    await page.getByRole('listbox', { name: 'Refused attempts' }).press('ArrowDown');
    await expect(page.getByRole('complementary', { name: 'Refused attempt' })).toBeVisible();
    await shot('clients-refused');
    traffic.stop();
  });
}

/** Those that stand in no other test of their widths, in the order of the tour. */
const later = ['path', 'palette', 'statistics', 'project-none', 'project', 'mercure', 'settings', 'connect', 'session'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`views of the tour fit and are clean, ${colorScheme}`, async ({ opened, other }) => {
    test.setTimeout(360_000);
    opened.page.setDefaultTimeout(15_000);
    const { page } = opened;
    await page.emulateMedia({ colorScheme });
    const client = await attachTo(opened.dataDir);
    await client.call('demo.start', undefined);
    client.close();
    const { project, end } = await prepareTour(opened);
    for (const { name, open } of screensOf({ address: addressOf(other.hub), project })) {
      await open(page);
      if (!later.includes(name)) continue;
      for (const size of [sizes[0], sizes[2]]) {
        await page.setViewportSize(size ?? { width: 1280, height: 800 });
        expect.soft(await overflow(page), `${name} at ${size?.width}`).toBe(0);
        expect.soft(await axe(page), `${name} at ${size?.width}`).toEqual([]);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      if (name === later.at(-1)) break;
    }
    await end();
  });
}
