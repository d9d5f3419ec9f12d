import type { Page, TestInfo } from '@playwright/test';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { join, pageOf, refusedByKey } from './support/traffic';

/**
 * The main flows by the keyboard alone, from Live with the timeline at hand, and how many presses each takes. What is typed
 * as text counts as one.
 */
class Keys {
  presses = 0;

  constructor(private readonly page: Page) {}

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.presses += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.presses += 1;
    await this.page.keyboard.type(text);
  }
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Timeline' });
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const composer = (page: Page) => page.getByRole('region', { name: 'Composer' });
/** In a browser tab Ctrl and a number belong to the browser. */
const viewKey = (info: TestInfo, number: number) =>
  info.project.metadata.host === 'window' ? `ControlOrMeta+${number}` : `Alt+${number}`;

/** Puts the focus where a person is who has been looking at the list. */
async function atTimeline(page: Page): Promise<Keys> {
  await page.keyboard.press('ControlOrMeta+BracketLeft');
  await expect(grid(page)).toBeFocused();
  return new Keys(page);
}

test('who got this message? 2 presses, and 5 to the whole of it', async ({ opened: { page, hub } }) => {
  const client = pageOf(hub, '42');
  await join(client, 'private-orders.7');
  await appServer(hub).trigger('private-orders.7', 'OrderShipped', { id: 7 });
  await expect(rowsOf(page).filter({ hasText: /Out.*OrderShipped/ })).toBeVisible();
  const keys = await atTimeline(page);
  await keys.press('End', 'Enter');
  await expect(inspector(page)).toContainText(client.connection.socket_id);
  expect(keys.presses).toBeLessThanOrEqual(2);
  await keys.press('ControlOrMeta+BracketRight');
  await expect(inspector(page).locator(':focus')).toHaveCount(1);
  await keys.press('Shift+Tab');
  await expect(inspector(page).getByRole('tab', { name: /Payload/ })).toBeFocused();
  await keys.press('ArrowRight');
  await expect(inspector(page).getByRole('tab', { name: /Delivery/ })).toHaveAttribute('aria-selected', 'true');
  await expect(inspector(page).getByRole('tabpanel')).toContainText(client.connection.socket_id);
  expect(keys.presses).toBeLessThanOrEqual(5);
  client.disconnect();
});

test('is user 42 connected? 2 presses', async ({ opened: { page, hub } }, info) => {
  const clients = [pageOf(hub, '41'), pageOf(hub, '42')];
  for (const client of clients) await join(client, 'presence-room.1');
  const keys = await atTimeline(page);
  await keys.press(viewKey(info, 2));
  await expect(page.getByRole('searchbox')).toBeFocused();
  await keys.type('42');
  const first = page.getByRole('grid', { name: 'Clients' }).getByRole('row').nth(1);
  await expect(first.getByRole('gridcell').nth(1)).toHaveText('42');
  expect(keys.presses).toBeLessThanOrEqual(2);
  for (const client of clients) client.disconnect();
});

test('the same once more, changed: 6 presses', async ({ opened: { page, hub } }) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  const keys = await atTimeline(page);
  await keys.press('End', 'Enter');
  await expect(inspector(page).getByRole('button', { name: 'Resend' })).toBeVisible();
  await keys.press('ControlOrMeta+r');
  const data = composer(page).getByRole('textbox', { name: 'Data' });
  await expect(data).toBeFocused();
  await keys.press('ControlOrMeta+a');
  await keys.type('{"id":8}');
  await keys.press('ControlOrMeta+Enter');
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toHaveCount(2);
  expect(keys.presses).toBeLessThanOrEqual(6);
});

test('only this channel: 3 presses', async ({ opened: { page, hub } }) => {
  const server = appServer(hub);
  await server.trigger('stock', 'StockLevelChanged', {});
  await server.trigger('orders', 'OrderShipped', {});
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  const keys = await atTimeline(page);
  await keys.press('End');
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', /row/);
  await keys.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Show only this channel' })).toBeFocused();
  await keys.press('Enter');
  await expect(rowsOf(page).filter({ hasText: 'StockLevelChanged' })).toHaveCount(0);
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toHaveCount(1);
  expect(keys.presses).toBeLessThanOrEqual(3);
});

test('why was it refused? 5 presses', async ({ opened: { page, hub } }) => {
  await refusedByKey(hub);
  await appServer(hub).trigger('orders', 'OrderShipped', {});
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  const keys = await atTimeline(page);
  await keys.press('ControlOrMeta+f');
  await keys.type('kind:refused');
  await keys.press('ControlOrMeta+BracketLeft');
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toHaveCount(0);
  await expect(rowsOf(page).filter({ hasText: 'Refused' })).toBeVisible();
  await keys.press('End', 'Enter');
  await expect(inspector(page)).toContainText('VITE_PUSHER_APP_KEY');
  expect(keys.presses).toBeLessThanOrEqual(5);
});

test('did it arrive? Expected in 6 presses', async ({ opened: { page, hub } }) => {
  const client = pageOf(hub, '42');
  await join(client, 'private-orders.7');
  const keys = await atTimeline(page);
  await keys.press('ControlOrMeta+Shift+E');
  await expect(page.getByRole('form', { name: 'Expect a message' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Channel' })).toBeFocused();
  await keys.type('private-orders.7');
  await keys.press('Tab');
  await keys.type('OrderShipped');
  await keys.press('Enter');
  const line = page.getByRole('region', { name: 'Expected messages' });
  await expect(line).toContainText('Waiting for');
  await appServer(hub).trigger('private-orders.7', 'OrderShipped', { id: 7 });
  await expect(line).toContainText('OrderShipped arrived on private-orders.7.');
  expect(keys.presses).toBeLessThanOrEqual(6);
  client.disconnect();
});

test('anything by its name: 3 presses', async ({ opened: { page } }) => {
  const keys = await atTimeline(page);
  await keys.press('ControlOrMeta+k');
  await keys.type('newest first');
  await expect(page.getByRole('menuitem').first()).toContainText('Newest first');
  await keys.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Time' })).toHaveAttribute('aria-sort', 'descending');
  expect(keys.presses).toBeLessThanOrEqual(3);
});

test('pause, look, go on: 2 presses', async ({ opened: { page, hub } }) => {
  const keys = await atTimeline(page);
  await keys.press('ControlOrMeta+Shift+P');
  await appServer(hub).trigger('orders', 'OrderShipped', {});
  await expect(page.getByText('Paused · 1 waiting')).toBeVisible();
  await keys.press('ControlOrMeta+Shift+P');
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toBeVisible();
  expect(keys.presses).toBeLessThanOrEqual(2);
});

test('every view by its key, and back to where one was', async ({ opened: { page } }, info) => {
  const links = page.locator('nav a');
  const count = await links.count();
  const keys = await atTimeline(page);
  for (let number = 2; number < count; number += 1) {
    await keys.press(viewKey(info, number));
    await expect(page.locator('nav a[aria-current="page"]')).toHaveAttribute('href', /^#(?!live)/);
    await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
  }
  await keys.press(viewKey(info, 1));
  await expect(grid(page)).toBeFocused();
});
