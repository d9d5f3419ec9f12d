import Echo from 'laravel-echo';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import type { Served } from './support/php';
import { artisan, freePort, serveLaravel } from './support/php';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';

/** The hub in the place of laravel-echo-server: a real application with the driver redis, pages with the client it wants. */
const io = require('socket.io-client-2') as typeof import('socket.io-client').io;

let redis: Redis;
let app: Served;
let hub: Hub;
const settings = () => ({ BROADCAST_CONNECTION: 'redis', REDIS_PORT: String(redis.port) });
beforeAll(async () => {
  redis = await startRedis();
  app = await serveLaravel(await freePort(), settings());
  hub = await startHub([
    '--source-redis',
    `redis://127.0.0.1:${redis.port}/laravel_database_*`,
    '--socketio-auth',
    `${app.url}/broadcasting/auth`,
  ]);
});
const pages: Echo<'socket.io'>[] = [];
afterEach(() => {
  for (const page of pages.splice(0)) page.disconnect();
});
afterAll(async () => {
  await hub.stop();
  await app.stop();
  await redis.stop();
});

async function page(user: string): Promise<Echo<'socket.io'>> {
  const headers = { Authorization: `Bearer token-of-${user}`, Accept: 'application/json' };
  const host = `http://127.0.0.1:${hub.port}`;
  const echo = new Echo({ broadcaster: 'socket.io', client: io, host, forceNew: true, auth: { headers } } as never);
  const typed = echo as unknown as Echo<'socket.io'>;
  pages.push(typed);
  const { socket } = typed.connector as unknown as { socket: Socket };
  await new Promise<void>((done) => {
    socket.on('connect', () => done());
  });
  return typed;
}

const command = (...args: string[]) => artisan(hub.port, args, settings());

test('a public channel', async () => {
  const ann = await page('ann');
  const heard = new Promise((done) => ann.channel('chat').listen('.message.sent', done));
  await hub.entries('kind:subscribe channel:chat', 1);
  expect(await command('chat:say', 'Ann', '你好')).toEqual({ code: 0, output: '' });
  expect(await heard).toMatchObject({ username: 'Ann', message: '你好' });
  const [publish] = await hub.entries('kind:publish event:message.sent', 1);
  expect(publish).toMatchObject({
    row: { protocol: 'socketio', channel: 'chat', matched: 1 },
    detail: { name: 'laravel_database_chat' },
  });
  expect(await hub.receipt(publish)).toMatchObject({ channels: [{ channel: 'chat', written: 1 }] });
});

test('private and presence channels are decided by /broadcasting/auth of the application', async () => {
  const ann = await page('ann');
  const here = new Promise((done) => ann.join('warehouse').here(done));
  const shipped = new Promise((done) => ann.private('orders.7').listen('OrderShipped', done));
  const seen = new Promise((done) => ann.join('warehouse').listen('OrderShipped', done));
  expect(await here).toEqual([{ id: 1, name: 'Ann' }]);
  await hub.entries('kind:subscribe channel:private-orders.7', 1);
  expect((await command('order:ship', '7', 'DHL')).code).toBe(0);
  expect(await shipped).toMatchObject({ orderId: 7, carrier: 'DHL' });
  expect(await seen).toMatchObject({ orderId: 7, carrier: 'DHL' });
});

test('who may not listen is told what the application said', async () => {
  const bob = await page('bob');
  const { socket } = bob.connector as unknown as { socket: Socket };
  const refused = new Promise((done) => socket.on('subscription_error', (...args) => done(args)));
  bob.private('orders.7');
  expect(await refused).toEqual(['private-orders.7', 403]);
  const [entry] = await hub.entries('kind:refused channel:private-orders.7', 1);
  expect(entry?.detail).toMatchObject({ authUrl: `${app.url}/broadcasting/auth` });
});
