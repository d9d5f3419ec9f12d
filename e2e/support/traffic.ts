import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Page } from '@playwright/test';
import type Pusher from 'pusher';
import PusherClient, { type Channel } from 'pusher-js';
import { appServer, rowsOf } from './clients';

/** Real clients on every kind of channel, and what they and an app server have sent; closed by `stop`. */
export interface Traffic {
  readonly clients: readonly PusherClient[];
  stop(): void;
}

const order = {
  id: 7,
  status: 'shipped',
  total: '19.90',
  gift: false,
  note: '<b>实时</b> 订单已发货',
  user: { id: 42, name: 'Anna Weiss' },
  lines: [
    { sku: 'TEA-100', count: 2 },
    { sku: 'MUG-3', count: 1 },
  ],
};
/** More than any system's buffers take: 45 MB. */
const mostBursts = 500;
const longName = 'App\\Events\\Warehouse\\InventoryReservationExpiredForAnOrderThatWasNeverPaid';

/** A page of a signed-in user: pusher-js, authorised as a Laravel app would do it. */
export function pageOf(hub: URL, user: string): PusherClient {
  const server = appServer(hub);
  return new PusherClient('your_app_key', {
    cluster: '',
    wsHost: hub.hostname,
    wsPort: Number(hub.port),
    forceTLS: false,
    enabledTransports: ['ws'],
    channelAuthorization: {
      endpoint: '',
      transport: 'ajax',
      customHandler: ({ socketId, channelName }, answer) => {
        const member = channelName.startsWith('presence-')
          ? { user_id: user, user_info: { name: `User ${user}` } }
          : undefined;
        answer(null, server.authorizeChannel(socketId, channelName, member));
      },
    },
  });
}

export async function join(client: PusherClient, name: string): Promise<Channel> {
  const channel = client.subscribe(name);
  await new Promise((done) => channel.bind('pusher:subscription_succeeded', done));
  return channel;
}

/** A page that asks for a key nobody has, and is turned away. */
export async function refusedByKey(hub: URL, key = 'undefined'): Promise<void> {
  const client = new PusherClient(key, {
    cluster: '',
    wsHost: hub.hostname,
    wsPort: Number(hub.port),
    forceTLS: false,
    enabledTransports: ['ws'],
  });
  await new Promise((done) => client.connection.bind('error', done));
  client.disconnect();
}

/** A client that subscribes and then reads nothing, so that what is sent to it piles up. */
async function slowReader(hub: URL, channel: string): Promise<Socket> {
  const socket = connect(Number(hub.port), hub.hostname);
  await once(socket, 'connect');
  socket.write(
    [
      'GET /app/your_app_key?protocol=7&client=slow&version=1.0 HTTP/1.1',
      `Host: ${hub.host}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Key: c2xvdyByZWFkZXIgaGVyZQ==',
      'Sec-WebSocket-Version: 13',
      '\r\n',
    ].join('\r\n'),
  );
  await once(socket, 'data');
  const text = Buffer.from(JSON.stringify({ event: 'pusher:subscribe', data: { channel } }));
  const mask = Buffer.from([1, 2, 3, 4]);
  const masked = text.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | text.length]), mask, masked]));
  await once(socket, 'data');
  socket.pause();
  socket.on('error', () => {});
  return socket;
}

async function failing(attempt: Promise<unknown>): Promise<void> {
  await attempt.then(
    () => Promise.reject(new Error('this should have been refused')),
    () => {},
  );
}

/**
 * Publishes to the slow reader until the page calls it slow: how much the system takes before anything is held back is
 * its own affair. Paced, so that what comes until the page has heard of it does not get the reader cut.
 */
async function pileUp(server: Pusher, page: Page): Promise<void> {
  const isSlow = page.getByRole('region', { name: 'Clients' }).getByText('slow', { exact: true });
  for (let burst = 0; burst < mostBursts && !(await isSlow.isVisible()); burst += 1) {
    const lines = Array.from({ length: 10 }, (_, line) => ({
      channel: 'import',
      name: 'ImportProgress',
      data: JSON.stringify({ burst, line, rest: 'x'.repeat(9_000) }),
    }));
    await server.triggerBatch(lines as Pusher.BatchEvent[]);
    await page.waitForTimeout(20);
  }
  await isSlow.waitFor();
}

/**
 * Fills a hub with what a developer's morning looks like: three pages on public, private and presence channels, events
 * with nested, Chinese and long content, an excluded sender, nobody there, a slow reader, and every usual refusal.
 */
export async function makeTraffic({ page, hub }: { page: Page; hub: URL }): Promise<Traffic> {
  const server = appServer(hub);
  const clients = [pageOf(hub, '42'), pageOf(hub, '42'), pageOf(hub, '43')];
  const [anna, annasPhone, ben] = clients as [PusherClient, PusherClient, PusherClient];
  const slow = await slowReader(hub, 'import');
  for (const client of clients) {
    await join(client, 'stock');
    await join(client, 'presence-room.1');
  }
  const orders = await join(anna, 'private-orders.7');
  await join(annasPhone, 'private-orders.7');
  await join(ben, 'private-orders.7');

  await failing(appServer(hub, 'wrong').trigger('orders', 'OrderShipped', { id: 7 }));
  await refusedByKey(hub);
  await failing(server.trigger('stock', 'StockImported', 'x'.repeat(10_412)));
  await server.trigger('stock', 'StockLevelChanged', { sku: 'TEA-100', left: 41 });
  await server.trigger('orders', 'App\\Events\\OrderShipped', { id: 7 });
  await server.trigger('stock', longName, { reason: 'a sentence that goes on and on '.repeat(12) });
  await server.trigger('stock', 'StockReport', { rows: 'x'.repeat(9_700) });
  await pileUp(server, page);
  const typing = new Promise((done) => orders.bind('client-seen', done));
  ben.channel('private-orders.7').trigger('client-seen', { id: 7 });
  await typing;
  ben.channel('stock').trigger('client-typing', { user: 43 });
  const shipped = new Promise((done) => orders.bind('App\\Events\\OrderShipped', done));
  await server.trigger('private-orders.7', 'App\\Events\\OrderShipped', order, {
    socket_id: ben.connection.socket_id,
  });
  await shipped;
  // Rows that still come would move the one a test means to click.
  await rowsOf(page).filter({ hasText: 'OrderShipped to 2 of 3' }).waitFor();
  return {
    clients,
    stop() {
      for (const client of clients) client.disconnect();
      slow.destroy();
    },
  };
}
