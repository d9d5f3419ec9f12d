import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { below, closePages, echo, next, subscribed } from './support/pages';
import { artisan } from './support/php';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';

let redis: Redis;
let hub: Hub;
beforeAll(async () => {
  redis = await startRedis();
  hub = await startHub(['--source-redis', `redis://127.0.0.1:${redis.port}/laravel_database_*`]);
});
afterEach(closePages);
afterAll(async () => {
  await hub.stop();
  await redis.stop();
});

/** A command of the real application, which is set to broadcast by its driver redis. */
const command = (...args: string[]) =>
  artisan(hub.port, args, { BROADCAST_CONNECTION: 'redis', REDIS_PORT: String(redis.port) });

test('event() of an application with the driver redis reaches the page that listens', async () => {
  const chat = echo('pusher', hub.port).channel('chat');
  const message = new Promise((resolve) => chat.listen('.message.sent', resolve));
  await subscribed(below(chat));
  expect(await command('chat:say', 'Ann', 'hello 你好 / "x"')).toEqual({ code: 0, output: '' });
  expect(await message).toEqual({ username: 'Ann', message: 'hello 你好 / "x"', timestamp: expect.any(String) });
  const [publish] = await hub.entries('kind:publish event:message.sent', 1);
  expect(publish?.detail).toEqual({
    source: `redis://127.0.0.1:${redis.port}/laravel_database_*`,
    name: 'laravel_database_chat',
  });
  expect(await hub.receipt(publish)).toMatchObject({ channels: [{ channel: 'chat', matched: 1, written: 1 }] });
});

test('one event on two channels is a publish for each, as Redis has it', async () => {
  expect((await command('order:ship', '7', 'DHL')).code).toBe(0);
  const published = await hub.entries('kind:publish event:OrderShipped', 2);
  expect(published.map(({ row }) => `${row.channel} ${row.matched}`)).toEqual([
    'private-orders.7 0',
    'presence-warehouse 0',
  ]);
});

test('a page that is there gets what comes after', async () => {
  const chat = echo('pusher', hub.port).channel('chat');
  await subscribed(below(chat));
  const heard = next(below(chat), 'message.sent');
  await command('chat:say', 'Ann', 'second');
  expect(await heard).toMatchObject({ message: 'second' });
});
