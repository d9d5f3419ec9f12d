import type { Page } from '@playwright/test';
import { rowsOf } from './support/clients';
import { fillCapture } from './support/fill-capture';
import { test as base, expect } from './support/host';

const total = 1_000_000;
const rowPx = 24;

const test = base.extend({
  dataDir: async ({ dataDir }, use) => {
    await fillCapture(dataDir, total);
    await use(dataDir);
  },
});
test.setTimeout(240_000);

const entry = (page: Page, seq: number) => page.locator(`[role="row"][data-seq="${seq}"]`);

/** Number of the first entry that is wholly below the head. */
async function topSeq(page: Page): Promise<number> {
  return page.getByRole('grid', { name: 'Timeline' }).evaluate((grid) => {
    const foot = grid.querySelector('[role="rowgroup"]')?.getBoundingClientRect().bottom ?? 0;
    const rows = [...grid.querySelectorAll<HTMLElement>('[role="row"][data-seq]')];
    const row = rows.find((one) => one.getBoundingClientRect().top >= foot - 0.5);
    return Number(row?.dataset.seq);
  });
}

async function scrollTo(page: Page, share: number): Promise<void> {
  await page.getByRole('grid', { name: 'Timeline' }).evaluate((grid, part) => {
    grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * part;
  }, share);
}

test('a million rows are scrolled from end to end, at every scale of the screen', async ({ opened: { page } }) => {
  const grid = page.getByRole('grid', { name: 'Timeline' });
  const screen = await page.context().newCDPSession(page);
  for (const deviceScaleFactor of [1, 1.25, 2]) {
    await test.step(`at scale ${deviceScaleFactor}`, async () => {
      const size = { width: 1280, height: 800, mobile: false };
      await screen.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor });
      expect(await page.evaluate(() => devicePixelRatio)).toBe(deviceScaleFactor);
      await expect(grid).toHaveAttribute('aria-rowcount', String(total + 1));

      await grid.focus();
      await page.keyboard.press('End');
      await expect(entry(page, total)).toBeInViewport({ ratio: 0.99 });
      await expect(entry(page, total)).toHaveAttribute('aria-rowindex', String(total + 1));

      await page.keyboard.press('Home');
      await expect(entry(page, 1)).toBeInViewport({ ratio: 0.99 });
      await expect(entry(page, 1)).toHaveAttribute('aria-rowindex', '2');

      // The thumb: to the end, and to the middle.
      await scrollTo(page, 1);
      await expect(entry(page, total)).toBeInViewport({ ratio: 0.99 });
      await scrollTo(page, 0);
      await expect(entry(page, 1)).toBeInViewport({ ratio: 0.99 });
      await scrollTo(page, 0.5);
      await expect.poll(() => topSeq(page)).toBeGreaterThan(total * 0.49);
      await expect.poll(() => topSeq(page)).toBeLessThan(total * 0.51);

      // A wheel moves rows, not shares of a million.
      const near = entry(page, (await topSeq(page)) + 14);
      const top = async () => (await near.boundingBox())?.y ?? 0;
      const before = await top();
      await grid.hover();
      await page.mouse.wheel(0, 10 * rowPx);
      await expect.poll(async () => Math.abs(before - 10 * rowPx - (await top()))).toBeLessThan(2);
      await page.mouse.wheel(0, -4 * rowPx);
      await expect.poll(async () => Math.abs(before - 6 * rowPx - (await top()))).toBeLessThan(2);
    });
  }
  // The same through a filter: its positions are not those of the capture.
  await page.getByRole('combobox', { name: 'Filter' }).fill('channel:orders.7');
  await expect(page.getByText('20,000 of 1,000,000')).toBeVisible();
  await grid.focus();
  await page.keyboard.press('Home');
  await expect(rowsOf(page).filter({ hasText: 'number 7' }).first()).toBeInViewport();
  await page.keyboard.press('End');
  await expect(entry(page, total - 43)).toBeInViewport({ ratio: 0.99 });
});
