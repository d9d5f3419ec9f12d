import type { Page, TestInfo } from '@playwright/test';
import { axeFindings } from './support/axe';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { join, pageOf, refusedByKey } from './support/traffic';

const clientsOf = (page: Page) => page.getByRole('grid', { name: 'Clients' });
/** Rows of clients: without the head and the heads of groups. */
const rowOf = (page: Page, text: string | RegExp) => clientsOf(page).getByRole('row').filter({ hasText: text });
const detailOf = (page: Page) => page.getByRole('complementary', { name: 'Client' });

/** In a browser tab Ctrl and a number belong to the browser. */
const showClients = (page: Page, info: TestInfo) =>
  page.keyboard.press(info.project.metadata.host === 'window' ? 'ControlOrMeta+2' : 'Alt+2');

test('two tabs of one user: found by typing, labelled, and ended', async ({ opened: { page, hub } }, info) => {
  const [one, two, other] = [pageOf(hub, '42'), pageOf(hub, '42'), pageOf(hub, '43')];
  for (const client of [one, two, other]) await join(client, 'presence-room.1');
  const socketId = one.connection.socket_id;

  await showClients(page, info);
  await expect(page.getByRole('link', { name: 'Clients' })).toHaveAttribute('aria-current', 'page');
  await expect(clientsOf(page).getByRole('row')).toHaveCount(4);
  // The search has the focus: who is user 42?
  await page.keyboard.type('42');
  await expect(
    rowOf(page, /^(?!Client)/)
      .first()
      .getByRole('gridcell')
      .nth(1),
  ).toHaveText('42');
  await page.keyboard.press('ArrowDown');
  await expect(clientsOf(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(detailOf(page).getByText('user 42 = 2 sockets').first()).toBeVisible();

  await page.getByRole('searchbox').fill(socketId);
  await rowOf(page, socketId).click();
  await detailOf(page).getByRole('button', { name: 'Give it a label' }).click();
  await page.keyboard.type('Anna / Firefox');
  await page.keyboard.press('Enter');
  await expect(detailOf(page).getByRole('heading', { name: 'Anna / Firefox' })).toBeVisible();
  await page.getByRole('searchbox').fill('anna');
  await expect(rowOf(page, 'Anna / Firefox')).toHaveCount(1);
  await page.getByRole('searchbox').fill('');

  await detailOf(page).getByRole('button', { name: 'Disconnect' }).click();
  const asked = page.getByRole('group', { name: 'Disconnect Anna / Firefox' });
  await expect(asked.getByRole('button', { name: 'Disconnect, may return' })).toBeFocused();
  const closed = new Promise((done) => one.connection.bind('disconnected', done));
  await asked.getByRole('button', { name: 'Keep it out' }).click();
  await closed;
  await expect(detailOf(page).getByText('4009 not authorized')).toBeVisible();
  await expect(detailOf(page).getByText('Kicked from Hubbub').first()).toBeVisible();
  await expect(page.getByRole('radio', { name: /Closed 1/ })).toBeVisible();
  await expect(rowOf(page, /closed \d\d:\d\d:\d\d, 4009/)).toHaveCount(1);
  for (const client of [one, two, other]) client.disconnect();
});

test('a client that may return does, with its label, and its handshake is there', async ({
  opened: { page, hub },
}, info) => {
  const client = pageOf(hub, '7');
  await join(client, 'private-orders.7');
  const before = client.connection.socket_id;
  await showClients(page, info);
  await rowOf(page, before).click();
  await detailOf(page).getByRole('button', { name: 'Give it a label' }).click();
  await page.keyboard.type('Tab A');
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Tab A')).toHaveCount(1);
  await detailOf(page).getByRole('tab', { name: 'Handshake' }).click();
  await expect(detailOf(page).getByText('GET /app/your_app_key?protocol=7&client=js')).toBeVisible();
  await expect(detailOf(page).getByRole('rowheader', { name: 'Sec-WebSocket-Key' })).toBeVisible();

  await detailOf(page).getByRole('button', { name: 'Disconnect' }).click();
  await page.keyboard.press('Enter');
  await expect.poll(() => client.connection.socket_id).not.toBe(before);
  await expect(rowOf(page, client.connection.socket_id)).toContainText('Tab A');
  client.disconnect();
});

test('what a client sent and got is its timeline, and Live shows the same', async ({ opened: { page, hub } }, info) => {
  const [client, other] = [pageOf(hub, '7'), pageOf(hub, '8')];
  await join(client, 'private-orders.7');
  await join(other, 'stock');
  await appServer(hub).trigger('private-orders.7', 'OrderShipped', { id: 7 });
  await appServer(hub).trigger('stock', 'PriceChanged', { id: 9 });
  await showClients(page, info);
  await rowOf(page, client.connection.socket_id).click();
  await detailOf(page)
    .getByRole('tab', { name: /Messages/ })
    .click();
  const timeline = detailOf(page).getByRole('region', { name: 'What it sent and received' });
  await expect(timeline.getByRole('button', { name: /Out.*OrderShipped/ })).toBeVisible();
  await expect(timeline.getByRole('button', { name: /PriceChanged/ })).toHaveCount(0);
  await timeline.getByRole('button', { name: /Out.*OrderShipped/ }).click();
  await expect(page.getByRole('link', { name: 'Live' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('OrderShipped');

  await showClients(page, info);
  await detailOf(page).getByRole('button', { name: 'Show in Live' }).click();
  await expect(rowsOf(page).filter({ hasText: 'OrderShipped' })).toHaveCount(1);
  await expect(rowsOf(page).filter({ hasText: 'PriceChanged' })).toHaveCount(0);
  for (const one of [client, other]) one.disconnect();
});

test('a refused attempt has its reason in words, and a way to its row', async ({ opened: { page, hub } }, info) => {
  await refusedByKey(hub, 'undefined');
  await refusedByKey(hub, 'undefined');
  await showClients(page, info);
  await expect(page.getByText(/No client is connected. The hub is ready on/)).toBeVisible();
  await page.getByRole('radio', { name: /Refused 2/ }).click();
  const attempts = page.getByRole('listbox', { name: 'Refused attempts' });
  await expect(attempts.getByRole('option')).toHaveCount(1);
  await expect(attempts.getByRole('option')).toContainText('There is no app with the key undefined here.');
  await expect(attempts.getByRole('option')).toContainText('×2');
  await attempts.focus();
  await page.keyboard.press('ArrowDown');
  const detail = page.getByRole('complementary', { name: 'Refused attempt' });
  await expect(detail).toContainText('VITE_PUSHER_APP_KEY');
  await expect(detail).toContainText('4001 no app with this key');
  await detail.getByRole('button', { name: 'Show in Live' }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('undefined');
});

test('by the keyboard alone, and nothing for axe to find', async ({ opened: { page, hub } }, info) => {
  test.setTimeout(120_000);
  const clients = [pageOf(hub, '1'), pageOf(hub, '2'), pageOf(hub, '3')];
  for (const client of clients) await join(client, 'presence-room.1');
  await refusedByKey(hub, 'undefined');
  clients[2]?.disconnect();
  await showClients(page, info);
  await expect(clientsOf(page).getByText('Closed lately')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(detailOf(page)).toBeVisible();
  const first = await detailOf(page).getByRole('heading', { level: 2 }).textContent();
  await page.keyboard.press('ArrowDown');
  await expect(detailOf(page).getByRole('heading', { level: 2 })).not.toHaveText(first ?? '');
  // Over the head of the closed ones, to the last row.
  await page.keyboard.press('End');
  await expect(detailOf(page).getByText('Closed by the client.')).toBeVisible();
  for (const size of [
    { width: 1280, height: 800 },
    { width: 900, height: 600 },
    { width: 640, height: 400 },
  ]) {
    await page.setViewportSize(size);
    await expect(detailOf(page)).toBeVisible();
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
  await page.getByRole('button', { name: 'Back' }).press('Escape');
  await expect(clientsOf(page)).toBeFocused();
  await page.setViewportSize({ width: 1280, height: 800 });
  // A column is sorted by its head.
  await clientsOf(page).getByRole('button', { name: 'User' }).focus();
  await page.keyboard.press('Enter');
  await expect(clientsOf(page).getByRole('columnheader', { name: 'User' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(rowOf(page, 'presence').or(clientsOf(page).getByRole('row').nth(1))).toContainText('1');
  await page.getByRole('radio', { name: /Refused/ }).click();
  await page.getByRole('listbox', { name: 'Refused attempts' }).press('ArrowDown');
  expect(await axeFindings(page)).toEqual([]);
  for (const client of clients) client.disconnect();
});
