import type { Page } from '@playwright/test';
import { axeFindings } from './support/axe';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';

const filter = (page: Page) => page.getByRole('combobox', { name: 'Filter' });
const head = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: true });
const widthOf = async (page: Page, name: string) => (await head(page, name).boundingBox())?.width ?? 0;
const undone = (page: Page, name: string) => page.getByRole('menuitem', { name });

test('columns are resized and hidden, rows are higher, and all of it is remembered', async ({
  opened: { page, hub },
}) => {
  await appServer(hub).trigger('orders', 'OrderShipped', {});
  const before = await widthOf(page, 'Channel');
  const handle = page.getByRole('separator', { name: 'Width of the column Channel' });
  await handle.focus();
  for (let at = 0; at < 5; at += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(() => widthOf(page, 'Channel')).toBe(before + 40);
  const box = await handle.boundingBox();
  const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y);
  await page.mouse.up();
  await expect.poll(() => widthOf(page, 'Channel')).toBeCloseTo(before + 70, -1);
  const wide = await widthOf(page, 'Channel');

  await page.getByRole('button', { name: 'Columns and rows' }).click();
  expect(await axeFindings(page)).toEqual([]);
  await undone(page, 'Column Size, on').click();
  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await undone(page, 'Higher rows, off').click();
  await expect(head(page, 'Size')).toBeHidden();
  const height = async () => (await rowsOf(page).last().boundingBox())?.height;
  await expect.poll(height).toBe(28);

  await page.reload();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  await expect.poll(() => widthOf(page, 'Channel')).toBe(wide);
  await expect(head(page, 'Size')).toBeHidden();
  await expect.poll(height).toBe(28);
  await handle.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => widthOf(page, 'Channel')).toBe(before);

  await appServer(hub).trigger('orders', 'OrderNoted', { note: 'left with the neighbours '.repeat(7), end: 'here' });
  const noted = rowsOf(page).filter({ hasText: 'OrderNoted' });
  const lines = async () => ((await noted.getByText('OrderNoted').locator('..').boundingBox())?.height ?? 0) / 16;
  await expect.poll(lines).toBe(1);
  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await undone(page, 'Wrap what events say, off').click();
  await expect.poll(height).toBe(56);
  await expect.poll(lines).toBeGreaterThan(1);
  expect(await axeFindings(page)).toEqual([]);
});

test('a filter is saved under a name, called up by its key, and can be removed', async ({ opened: { page, hub } }) => {
  await appServer(hub).trigger('orders', 'OrderShipped', {});
  await filter(page).fill('channel:orders');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('textbox', { name: 'Name for this filter' }).fill('My orders');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^My orders/ })).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await filter(page).fill('');
  await page.reload();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  await page.getByRole('grid', { name: 'Timeline' }).focus();
  await page.keyboard.press('Alt+Shift+Digit1');
  await expect(filter(page)).toHaveValue('channel:orders');
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await page.getByRole('button', { name: 'Remove My orders' }).click();
  await expect(page.getByRole('button', { name: /^My orders/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Saved filters' }).click();
  await expect(page.getByRole('button', { name: /^My orders/ })).toBeVisible();
});

test('a marker stands in the recording, and says what has come since', async ({ opened: { page, hub } }) => {
  const server = appServer(hub);
  await server.trigger('orders', 'OrderShipped', { id: 1 });
  await page.keyboard.press('ControlOrMeta+Shift+u');
  await page.keyboard.type('before deploy');
  await page.keyboard.press('Enter');
  const note = rowsOf(page).filter({ hasText: 'before deploy' });
  await expect(note).toContainText('Note');
  await server.trigger('orders', 'OrderShipped', { id: 2 });
  await server.trigger('stock', 'StockLevelChanged', { left: 1 });
  await server.trigger('orders', 'OrderShipped', { id: 3 });
  await expect(rowsOf(page).filter({ hasText: 'StockLevelChanged' })).toBeVisible();
  await note.click();
  const since = page.getByRole('region', { name: 'Since this marker' });
  await expect(since).toContainText('3 entries');
  await expect(since.getByRole('row').nth(1)).toHaveText(/Publish\s*orders\s*OrderShipped\s*2/);
  expect(await axeFindings(page)).toEqual([]);
  await since.getByRole('button', { name: 'Show from here' }).click();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toHaveCount(2);
});

test('how the views are split is kept with the data, not by the browser', async ({ opened: { page, hub } }) => {
  await appServer(hub).trigger('orders', 'OrderShipped', {});
  const channels = page.getByRole('complementary', { name: 'Channels' });
  const width = async () => Math.round((await channels.boundingBox())?.width ?? 0);
  const before = await width();
  await page.getByRole('separator', { name: 'Width of the channels' }).focus();
  for (let at = 0; at < 4; at += 1) await page.keyboard.press('ArrowRight');
  await expect.poll(width).toBeGreaterThan(before + 20);
  const wide = await width();
  await page.waitForTimeout(500);
  // As another window on the same data would open.
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  await expect.poll(async () => Math.abs((await width()) - wide)).toBeLessThanOrEqual(2);
});

test('columns are put in another order, by the pointer and by keys, and it is remembered', async ({
  opened: { page, hub },
}) => {
  await appServer(hub).trigger('orders', 'OrderShipped', {});
  const shown = () =>
    page.getByRole('columnheader').evaluateAll((heads) =>
      heads
        .filter((one) => one.getBoundingClientRect().width > 1)
        .map((one) => (one as HTMLElement).dataset.column)
        .filter(Boolean),
    );
  const usual = ['time', 'kind', 'channel', 'event', 'size'];
  await expect.poll(shown).toEqual(usual);
  const [from, to] = [await head(page, 'Channel').boundingBox(), await head(page, 'Time').boundingBox()];
  await page.mouse.move((from?.x ?? 0) + 12, (from?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 60, (to?.y ?? 0) + 8, { steps: 4 });
  await page.mouse.up();
  await expect.poll(shown).toEqual(['channel', 'time', 'kind', 'event', 'size']);
  const row = rowsOf(page).filter({ hasText: 'OrderShipped' }).last();
  const cells = () =>
    row.getByRole('gridcell').evaluateAll((all) => all.slice(0, 1).map((one) => (one as HTMLElement).dataset.column));
  expect(await cells()).toEqual(['channel']);
  const [cell, column] = [
    await row.getByRole('gridcell').first().boundingBox(),
    await head(page, 'Channel').boundingBox(),
  ];
  expect(cell?.x).toBe(column?.x);

  const edge = page.getByRole('separator', { name: 'Width of the column Size' });
  await edge.focus();
  await page.keyboard.press('Control+ArrowLeft');
  await expect.poll(shown).toEqual(['channel', 'time', 'kind', 'size', 'event']);
  await expect(edge).toBeFocused();
  expect(await axeFindings(page)).toEqual([]);
  await page.reload();
  await expect(row).toBeVisible();
  await expect.poll(shown).toEqual(['channel', 'time', 'kind', 'size', 'event']);
  await page.getByRole('button', { name: 'Columns and rows' }).click();
  await page.getByRole('menuitem', { name: 'Usual order of the columns' }).click();
  await expect.poll(shown).toEqual(usual);
});
