import type { Page } from '@playwright/test';
import PusherClient from 'pusher-js';
import { axeFindings } from './support/axe';
import { appServer, rowsOf } from './support/clients';
import { expect, test } from './support/host';
import { join, pageOf } from './support/traffic';

const treeOf = (page: Page) => page.getByRole('tree', { name: 'Channels by source' });
const channel = (page: Page, name: RegExp) => treeOf(page).getByRole('treeitem', { name });
const entries = (page: Page) => rowsOf(page).filter({ has: page.getByRole('gridcell') });

/** A page whose server signs with a wrong secret. */
function wronglySigned(hub: URL): PusherClient {
  return new PusherClient('your_app_key', {
    cluster: '',
    wsHost: hub.hostname,
    wsPort: Number(hub.port),
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      endpoint: '',
      transport: 'ajax',
      customHandler: ({ socketId, channelName }, answer) =>
        answer(null, appServer(hub, 'not_the_secret').authorizeChannel(socketId, channelName)),
    },
  });
}

test('channels come by themselves, a click filters, Ctrl and a click add', async ({ opened: { page, hub } }) => {
  await expect(page.getByText('Nothing is connected yet.')).toContainText(`127.0.0.1:${hub.port}`);
  await page.getByRole('button', { name: 'Copy .env for Laravel' }).click();
  await expect(
    page.getByRole('region', { name: 'Notices' }).getByText('Copied the .env lines for Laravel.'),
  ).toBeAttached();
  // Not for screen readers alone.
  await expect(page.getByRole('contentinfo')).toContainText('Copied the .env lines for Laravel.');
  const clients = [pageOf(hub, '42'), pageOf(hub, '42'), pageOf(hub, '43')];
  for (const client of clients) {
    await join(client, 'stock');
    await join(client, 'presence-room.1');
  }
  const [first] = clients as [PusherClient];
  await join(first, 'private-orders.7');
  const server = appServer(hub);
  for (const name of ['stock', 'private-orders.7', 'presence-room.1']) await server.trigger(name, 'Happened', { name });

  await expect(channel(page, /^stock, public channel, 3 clients, 1 message/)).toBeVisible();
  await expect(channel(page, /^private-orders\.7, private channel, 1 client, 1 message/)).toBeVisible();
  await expect(channel(page, /^presence-room\.1, presence channel, 3 clients, 2 users, 1 message/)).toBeVisible();

  await channel(page, /^stock/).click();
  await expect(channel(page, /^stock/)).toHaveAttribute('aria-selected', 'true');
  await expect(entries(page).filter({ hasText: 'Happened' })).toHaveCount(2);
  await channel(page, /^private-orders/).click({ modifiers: ['ControlOrMeta'] });
  await expect(entries(page).filter({ hasText: 'Happened' })).toHaveCount(4);
  await expect(entries(page).filter({ hasText: 'presence-room.1' })).toHaveCount(0);
  await channel(page, /^stock/).click({ modifiers: ['ControlOrMeta'] });
  await expect(entries(page).filter({ hasText: 'Happened' })).toHaveCount(2);
  await channel(page, /^private-orders/).click();
  await expect(entries(page).filter({ hasText: 'Happened' })).toHaveCount(6);

  // A channel that emptied is remembered.
  first.unsubscribe('private-orders.7');
  await expect(channel(page, /^private-orders\.7, private channel, nobody on it now/)).toBeVisible();

  const client = page.getByRole('listbox', { name: 'Clients' }).getByRole('option').first();
  await client.click();
  await expect(client).toHaveAttribute('aria-selected', 'true');
  expect(await axeFindings(page)).toEqual([]);
  for (const client of clients) client.disconnect();
});

test('by keyboard: find, filter, add, and who is on a presence channel', async ({ opened: { page, hub } }) => {
  const clients = [pageOf(hub, '42'), pageOf(hub, '42'), pageOf(hub, '43')];
  for (const client of clients) await join(client, 'presence-room.1');
  await join(clients[0] as PusherClient, 'stock');
  await expect(channel(page, /^presence-room\.1/)).toBeVisible();

  await page.getByRole('searchbox', { name: 'Find a channel' }).focus();
  await page.keyboard.type('ROOM');
  await expect(channel(page, /^stock/)).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(channel(page, /^user 42 User 42, 2 sockets$/)).toBeVisible();
  await expect(channel(page, /^user 43 User 43, 1 socket$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(channel(page, /^presence-room\.1/)).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Escape');
  await expect(channel(page, /^stock/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ControlOrMeta+Enter');
  for (const name of [/^stock/, /^presence-room/]) {
    await expect(channel(page, name)).toHaveAttribute('aria-selected', 'true');
  }
  for (const client of clients) client.disconnect();
});

test('a refused subscription shows on its channel', async ({ opened: { page, hub } }) => {
  const client = wronglySigned(hub);
  client.subscribe('private-chat.1');
  await expect(channel(page, /^private-chat\.1, private channel, nobody on it now.*, refused once/)).toBeVisible();
  await expect(channel(page, /^private-chat\.1/).locator('svg')).toHaveCount(2);
  client.disconnect();
});

test('in a narrow window they are a drawer', async ({ opened: { page, hub } }) => {
  const client = pageOf(hub, '42');
  await join(client, 'stock');
  await page.setViewportSize({ width: 900, height: 600 });
  // The window has taken the size once there is a button in place of the pane.
  await expect(page.getByRole('button', { name: 'Channels: All channels' })).toBeVisible();
  await expect(treeOf(page)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+b');
  await expect(page.getByRole('dialog', { name: 'Channels' })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Find a channel' })).toBeFocused();
  await expect(channel(page, /^stock/)).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(treeOf(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Channels: All channels' }).click();
  await channel(page, /^stock/).click();
  await expect(treeOf(page)).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+b');
  await expect(channel(page, /^stock/)).toHaveAttribute('aria-selected', 'true');
  client.disconnect();
});

test('thousands of channels are there, but only those in sight are drawn', async ({ opened: { page, hub } }) => {
  const client = pageOf(hub, '42');
  const names = Array.from({ length: 2_000 }, (_, index) => `orders.${index + 1}`);
  await Promise.all(names.map((name) => join(client, name)));
  await expect(channel(page, /^orders\.1,/)).toBeVisible();
  await treeOf(page).focus();
  // They come in several lots while the list is asked for.
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(channel(page, /^orders\.2000,/)).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await treeOf(page).getByRole('treeitem').count()).toBeLessThan(100);
  client.disconnect();
});
