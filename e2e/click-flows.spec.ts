import type { Locator, Page } from '@playwright/test';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { join, pageOf, refusedByKey } from './support/traffic';

/** The main flows by the pointer, from Live, and how many clicks each takes. What is typed as text counts as one. */
class Pointer {
  clicks = 0;

  constructor(private readonly page: Page) {}

  async click(what: Locator, modifiers: readonly 'ControlOrMeta'[] = []): Promise<void> {
    this.clicks += 1;
    await what.click({ modifiers: [...modifiers] });
  }

  async type(text: string): Promise<void> {
    this.clicks += 1;
    await this.page.keyboard.type(text);
  }
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Inspector' });
const composer = (page: Page) => page.getByRole('region', { name: 'Composer' });
const channel = (page: Page, name: string) => page.getByRole('treeitem', { name: new RegExp(`^${name}, `) });

test('who got this message? 1 click, and 2 to each of them', async ({ opened: { page, hub } }) => {
  const clients = [pageOf(hub, '41'), pageOf(hub, '42')];
  for (const client of clients) await join(client, 'private-orders.7');
  await appServer(hub).trigger('private-orders.7', 'OrderShipped', { id: 7 });
  const pointer = new Pointer(page);
  await pointer.click(rowsOf(page).filter({ hasText: /Out.*OrderShipped/ }));
  for (const { connection } of clients) await expect(inspector(page)).toContainText(connection.socket_id);
  await pointer.click(inspector(page).getByRole('tab', { name: /Delivery/ }));
  await expect(inspector(page).getByRole('tabpanel')).toContainText('2');
  expect(pointer.clicks).toBeLessThanOrEqual(2);
  for (const client of clients) client.disconnect();
});

test('is user 42 connected? 2 clicks', async ({ opened: { page, hub } }) => {
  const clients = [pageOf(hub, '41'), pageOf(hub, '42')];
  for (const client of clients) await join(client, 'presence-room.1');
  const pointer = new Pointer(page);
  await pointer.click(page.getByRole('link', { name: 'Clients' }));
  await expect(page.getByRole('searchbox')).toBeFocused();
  await pointer.type('42');
  const rows = page.getByRole('grid', { name: 'Clients' }).getByRole('row');
  await expect(rows.nth(1).getByRole('gridcell').nth(1)).toHaveText('42');
  expect(pointer.clicks).toBeLessThanOrEqual(2);
  for (const client of clients) client.disconnect();
});

test('the same once more, changed: 3 clicks and what is typed', async ({ opened: { page, hub } }) => {
  await appServer(hub).trigger('orders', 'OrderShipped', { id: 7 });
  const rows = rowsOf(page).filter({ hasText: 'OrderShipped' });
  const pointer = new Pointer(page);
  await pointer.click(rows);
  await pointer.click(inspector(page).getByRole('button', { name: 'Resend' }));
  await expect(composer(page).getByRole('textbox', { name: 'Data' })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+a');
  await pointer.type('{"id":8}');
  // What stands there meanwhile is no JSON yet.
  await expect(composer(page).getByRole('button', { name: 'Send as text' })).toHaveCount(0);
  await pointer.click(composer(page).getByRole('button', { name: /^Send\b/ }));
  await expect(rows).toHaveCount(2);
  await expect(rows.last()).toContainText('id 8');
  expect(pointer.clicks).toBeLessThanOrEqual(4);
});

test('only this channel: 1 click, and 1 more adds another', async ({ opened: { page, hub } }) => {
  const clients = [pageOf(hub, '41')];
  for (const client of clients) for (const name of ['orders', 'stock', 'rooms']) await join(client, name);
  const server = appServer(hub);
  for (const name of ['orders', 'stock', 'rooms']) await server.trigger(name, 'SomethingHappened', {});
  const published = (name: string) => rowsOf(page).filter({ hasText: new RegExp(`Publish.*${name}`) });
  await expect(published('rooms')).toBeVisible();
  const pointer = new Pointer(page);
  await pointer.click(channel(page, 'orders'));
  await expect(published('stock')).toHaveCount(0);
  await expect(published('orders')).toHaveCount(1);
  expect(pointer.clicks).toBe(1);
  await pointer.click(channel(page, 'stock'), ['ControlOrMeta']);
  await expect(published('stock')).toHaveCount(1);
  await expect(published('rooms')).toHaveCount(0);
  expect(pointer.clicks).toBe(2);
  for (const client of clients) client.disconnect();
});

test('why was it refused? 2 clicks, with what to do', async ({ opened: { page, hub } }) => {
  await refusedByKey(hub);
  for (let id = 0; id < 60; id += 1) await appServer(hub).trigger('orders', 'OrderShipped', { id });
  const pointer = new Pointer(page);
  await pointer.click(page.getByRole('button', { name: /^Refused 1/ }));
  await pointer.click(rowsOf(page).filter({ hasText: 'undefined' }));
  await expect(inspector(page)).toContainText('VITE_PUSHER_APP_KEY');
  await expect(inspector(page)).toContainText('What to do');
  expect(pointer.clicks).toBeLessThanOrEqual(2);
});
