import type { Page } from '@playwright/test';
import type PusherClient from 'pusher-js';
import { axeFindings } from './support/axe';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { join, pageOf } from './support/traffic';

const composerOf = (page: Page) => page.getByRole('region', { name: 'Composer' });
const field = (page: Page, name: string) => composerOf(page).getByRole('combobox', { name });
const data = (page: Page) => composerOf(page).getByRole('textbox', { name: 'Data' });
const receipts = (page: Page) => page.getByRole('region', { name: 'Receipts of what you sent' }).getByRole('button');

/** Everything the client gets on a channel, as it comes. */
function heard(client: PusherClient, name: string): { event: string; data: unknown }[] {
  const events: { event: string; data: unknown }[] = [];
  client.channel(name).bind_global((event: string, data: unknown) => {
    if (!event.startsWith('pusher:')) events.push({ event, data });
  });
  return events;
}

/** As a person does: types, and goes on to the next field. */
async function name(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).fill(text);
  await page.keyboard.press('Tab');
}

/** Takes the place of all that is in the editor, by keyboard. */
async function write(page: Page, text: string): Promise<void> {
  await data(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(text);
}

test('by keyboard alone: complete, write, mend, leave somebody out, send', async ({ opened: { page, hub } }) => {
  const [sender, receiver] = [pageOf(hub, '42'), pageOf(hub, '43')];
  await join(sender, 'private-orders.7');
  await join(receiver, 'private-orders.7');
  const [bySender, byReceiver] = [heard(sender, 'private-orders.7'), heard(receiver, 'private-orders.7')];
  await expect(page.getByRole('treeitem', { name: /^private-orders\.7, private channel, 2 clients/ })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Shift+m');
  await expect(field(page, 'Channel')).toBeFocused();
  await page.keyboard.type('orders');
  await expect(page.getByRole('option', { name: 'private-orders.7' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(field(page, 'Channel')).toHaveValue('private-orders.7');
  await expect(composerOf(page).getByText('2 clients would receive this')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(field(page, 'Event')).toBeFocused();
  await page.keyboard.type('OrderShipped');
  await page.keyboard.press('Tab');
  await expect(field(page, 'Exclude')).toBeFocused();
  await page.keyboard.type(sender.connection.socket_id);
  await expect(composerOf(page).getByText('1 client would receive this, 1 excluded')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(field(page, 'As')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(data(page)).toBeFocused();

  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('{"id": 7, "status": packed');
  await expect(composerOf(page).getByText('Line 1, column 21: Object value expected')).toBeVisible();
  await expect(data(page).locator('.cm-lintRange-error')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(receipts(page)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('{"id": 7, "status": "packed"}');
  await expect(composerOf(page).getByText('29 B of 10,240 B')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(receipts(page)).toHaveText([/OrderShipped1 of 2, 1 excluded$/]);

  // What comes after it on the same sockets has come after it.
  await appServer(hub).trigger('private-orders.7', 'Last', {});
  await expect.poll(() => bySender.at(-1)?.event).toBe('Last');
  await expect.poll(() => byReceiver.at(-1)?.event).toBe('Last');
  expect(bySender.map(({ event }) => event)).toEqual(['Last']);
  expect(byReceiver[0]).toEqual({ event: 'OrderShipped', data: { id: 7, status: 'packed' } });

  // Tab indents; Escape, then Tab leaves the editor.
  await page.keyboard.press('Tab');
  await expect(data(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(data(page)).not.toBeFocused();
  expect(await axeFindings(page)).toEqual([]);

  await receipts(page).first().press('Enter');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('OrderShipped');
  for (const client of [sender, receiver]) client.disconnect();
});

test('a message to nobody says who looks as if meant, and its receipt says 0 matched', async ({ opened }) => {
  const { page, hub } = opened;
  const client = pageOf(hub, '42');
  await join(client, 'private-orders.7');
  await page.keyboard.press('ControlOrMeta+Shift+m');
  await name(page, 'Channel', 'orders.7');
  await expect(composerOf(page).getByText('Nobody is on orders.7; one is on private-orders.7')).toBeVisible();
  await name(page, 'Event', 'OrderShipped');
  // From a field as well as from the editor.
  await expect(field(page, 'Exclude')).toBeFocused();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(receipts(page)).toHaveText([/0 matched$/]);
  client.disconnect();
});

test('what is too large is refused with its size, and plain text may be sent', async ({ opened: { page, hub } }) => {
  const client = pageOf(hub, '42');
  await join(client, 'stock');
  const events = heard(client, 'stock');
  await page.keyboard.press('ControlOrMeta+Shift+m');
  await name(page, 'Channel', 'stock');
  await name(page, 'Event', 'StockImported');
  await write(page, JSON.stringify({ rest: 'x'.repeat(10_401) }));
  await expect(composerOf(page).getByText('10,412 B of 10,240 B')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(receipts(page)).toHaveText([/Refused, 10,412 B$/]);
  await expect(composerOf(page).getByText(/exceeds the allowed maximum/)).toBeVisible();
  // A refusal is an entry as any other, and its receipt opens it.
  await receipts(page).first().click();
  await expect(rowsOf(page).filter({ hasText: 'Refused' })).toHaveAttribute('aria-selected', 'true');
  await write(page, 'just words');
  await expect(composerOf(page).getByText('Goes out as plain text, not JSON')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => events).toEqual([{ event: 'StockImported', data: 'just words' }]);
  client.disconnect();
});

test('the draft and its receipts outlive a reload; a narrow window has room for them', async ({ opened }) => {
  const { page, hub } = opened;
  const client = pageOf(hub, '42');
  await join(client, 'stock');
  await page.keyboard.press('ControlOrMeta+Shift+m');
  await name(page, 'Channel', 'stock');
  await name(page, 'Event', 'StockLevelChanged');
  await write(page, '{"left":41}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(receipts(page)).toHaveCount(1);
  await page.reload();
  await expect(data(page)).toHaveText('{"left":41}');
  await expect(field(page, 'Event')).toHaveValue('StockLevelChanged');
  await expect(receipts(page)).toHaveText([/1 of 1$/]);

  await page.setViewportSize({ width: 900, height: 600 });
  expect(await axeFindings(page)).toEqual([]);
  await data(page).focus();
  await page.keyboard.press('ControlOrMeta+Shift+m');
  await expect(data(page)).toHaveCount(0);
  const sentAgain = new Promise((done) => client.channel('stock').bind('StockLevelChanged', done));
  await composerOf(page).getByRole('button', { name: 'Send again' }).click();
  expect(await sentAgain).toEqual({ left: 41 });
  await expect(rowsOf(page).filter({ hasText: 'StockLevelChanged' })).toHaveCount(4);
  client.disconnect();
});

test('a message is sent again, changed', async ({ opened: { page, hub } }) => {
  const client = pageOf(hub, '42');
  await join(client, 'stock');
  const events = heard(client, 'stock');
  await appServer(hub).trigger('stock', 'StockLevelChanged', { left: 41 });
  await rowsOf(page).filter({ hasText: 'Publish' }).click();
  await expect(page.getByRole('button', { name: 'Resend' }).last()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+r');
  await expect(field(page, 'Channel')).toHaveValue('stock');
  await expect(field(page, 'Event')).toHaveValue('StockLevelChanged');
  await expect(data(page)).toBeFocused();
  await expect(data(page)).toContainText('41');
  await write(page, '{"left":40}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => events.map(({ data }) => data)).toEqual([{ left: 41 }, { left: 40 }]);
  client.disconnect();
});

test('a template is filled, repeated, and its receipts are summed', async ({ opened: { page, hub } }) => {
  const client = pageOf(hub, '42');
  await join(client, 'stock');
  const events = heard(client, 'stock');
  await page.keyboard.press('ControlOrMeta+Shift+m');
  await name(page, 'Channel', 'stock');
  await name(page, 'Event', 'StockLevelChanged');
  await write(page, '{"n":{{n}},"who":"{{who}}","at":"{{now}}","left":{{random 5 5}}}');
  await composerOf(page).getByRole('textbox', { name: 'who' }).fill('Anna "A"');
  await composerOf(page)
    .getByRole('button', { name: /^Repeat/ })
    .click();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'How often' }).fill('4');
  await page.getByRole('textbox', { name: 'Every, ms' }).fill('50');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(() => events.length).toBe(4);
  expect(events.map(({ data }) => (data as { n: number }).n)).toEqual([1, 2, 3, 4]);
  expect(events[3]?.data).toMatchObject({ who: 'Anna "A"', left: 5, at: expect.stringMatching(/^20\d\d-.*Z$/) });
  await expect(receipts(page)).toHaveText([/×4 · 4 of 4$/]);

  await composerOf(page)
    .getByRole('button', { name: /^Repeat/ })
    .click();
  await page.getByRole('textbox', { name: 'How often' }).fill('1000');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Start' }).click();
  await composerOf(page).getByRole('button', { name: 'Stop' }).click();
  await expect(composerOf(page).getByRole('button', { name: /^Repeat/ })).toBeVisible();
  await expect(receipts(page).first()).toHaveText(/×\d+ of 1,000 · /);
  client.disconnect();
});

test('messages are saved, and what was sent is found again', async ({ opened: { page } }) => {
  await page.keyboard.press('ControlOrMeta+Shift+m');
  await name(page, 'Channel', 'stock');
  await name(page, 'Event', 'StockLevelChanged');
  await write(page, '{"left":41}');
  await composerOf(page).getByRole('button', { name: 'Saved' }).click();
  expect(await axeFindings(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Name to save it under' }).fill('Low stock');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Low stock/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await write(page, '{"left":40}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(receipts(page)).toHaveCount(1);
  await write(page, '{}');
  await page.reload();
  await composerOf(page).getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: /^Low stock/ }).click();
  await expect(data(page)).toHaveText('{"left":41}');
  await composerOf(page).getByRole('button', { name: 'Saved' }).click();
  await page.getByRole('button', { name: /^\d\d:\d\d:\d\d stock StockLevelChanged/ }).click();
  await expect(data(page)).toHaveText('{"left":40}');
});

test('a client event goes to the others as if a client had sent it, and says so', async ({ opened: { page, hub } }) => {
  const [sender, receiver] = [pageOf(hub, '42'), pageOf(hub, '43')];
  await join(sender, 'private-orders.7');
  await join(receiver, 'private-orders.7');
  const [bySender, byReceiver] = [heard(sender, 'private-orders.7'), heard(receiver, 'private-orders.7')];
  await page.keyboard.press('ControlOrMeta+Shift+m');
  await name(page, 'Channel', 'private-orders.7');
  await name(page, 'Event', 'client-typing');
  await field(page, 'As').fill(sender.connection.socket_id);
  await page.keyboard.press('Escape');
  await expect(composerOf(page).getByText('1 client would receive this, 1 excluded')).toBeVisible();
  await expect(field(page, 'Exclude')).toHaveCount(0);
  await write(page, '{"id":7}');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect.poll(() => byReceiver).toEqual([{ event: 'client-typing', data: { id: 7 } }]);
  expect(bySender).toEqual([]);
  const row = rowsOf(page).filter({ hasText: 'client-typing' });
  await expect(row).toContainText(`sent from Hubbub as ${sender.connection.socket_id}`);
  for (const client of [sender, receiver]) client.disconnect();
});
