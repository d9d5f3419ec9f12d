import { axe } from './support/axe';
import { overflow, sizes } from './support/fits';
import { expect, test } from './support/host';
import { makeTraffic } from './support/traffic';

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
