import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { SessionState } from '../src-main/contract/session';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { artisan } from './support/php';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';

const logFile = resolve('interop/laravel/storage/logs/laravel.log');
const jsonLog = resolve('interop/laravel/storage/logs/json.log');

let redis: Redis;
let hub: Hub;
beforeAll(async () => {
  redis = await startRedis();
  hub = await startHub();
  const sources = [
    { name: 'Shop Redis', protocol: 'redis', fields: { port: redis.port } as Record<string, string | number> },
    { name: 'Shop log', protocol: 'log', fields: { path: logFile } as Record<string, string | number> },
  ];
  for (const source of sources) {
    const { profile } = await hub.call('profile.put', source);
    await hub.call('session.connect', { id: profile.id });
  }
  const isOn = async () => expect((await session('shop-redis')).channels[0]?.state).toBe('on');
  await vi.waitFor(isOn, { timeout: 10_000 });
});
afterAll(async () => {
  await hub.stop();
  await redis.stop();
});

/** A log that is not there yet is waited for, and then read from its first line. */
async function follow(name: string, path: string): Promise<void> {
  await rm(path, { force: true });
  const { profile } = await hub.call('profile.put', { name, protocol: 'log', fields: { path } });
  await hub.call('session.connect', { id: profile.id });
  await expect.poll(async () => (await session(profile.id)).problem?.code).toBe('not-found');
}

async function session(id: string): Promise<SessionState> {
  const found = (await hub.call('session.list', undefined)).find(({ profile }) => profile.id === id);
  if (found === undefined) throw new Error(`There is no session ${id}.`);
  return found;
}

/** A command of the real application. */
const command = (driver: string, args: readonly string[], more = {}) =>
  artisan(hub.port, args, {
    BROADCAST_CONNECTION: driver,
    REDIS_PORT: String(redis.port),
    LOG_CHANNEL: 'single',
    ...more,
  });

test('the driver redis: one event on two channels is seen as a group, with its names and payload', async () => {
  expect((await command('redis', ['order:ship', '7', 'DHL'])).code).toBe(0);
  const [first, second] = await hub.entries('source:shop-redis kind:publish', 2);
  expect([first, second].map((one) => [one?.row.channel, one?.row.event])).toEqual([
    ['private-orders.7', 'App\\Events\\OrderShipped'],
    ['presence-warehouse', 'App\\Events\\OrderShipped'],
  ]);
  expect(second?.row.cause).toBe(first?.row.seq);
  const explained = await hub.call('entry.explain', { seq: first?.row.seq ?? 0 });
  expect(JSON.parse(explained?.payload ?? '')).toEqual({ orderId: 7, carrier: 'DHL' });
  expect((await session('shop-redis')).facts).toContainEqual({ name: 'prefix seen', value: 'laravel_database_' });
});

test('the queue in Redis: without a worker the broadcast that waits is named, and that nothing takes it; a worker does', async () => {
  const queued = { QUEUE_CONNECTION: 'redis' };
  expect((await command('redis', ['chat:say', 'Ann', 'later'], queued)).code).toBe(0);
  const waits = async () => (await session('shop-redis')).facts.find(({ name }) => name === 'queue default')?.value;
  await expect
    .poll(waits, { timeout: 15_000 })
    .toBe('1 waiting, 1 of them broadcasts; the oldest: App\\Events\\NewMessage');
  const problem = async () => (await session('shop-redis')).problem?.message ?? '';
  await expect
    .poll(problem, { timeout: 25_000 })
    .toBe(
      '1 of 1 jobs in queue default are broadcasts, and nothing takes them. The oldest is App\\Events\\NewMessage.',
    );
  await hub.entries('source:shop-redis kind:note event:NewMessage', 1);
  const work = await command('redis', ['queue:work', 'redis', '--once'], queued);
  expect(work.code).toBe(0);
  const published = await hub.entries('source:shop-redis kind:publish event:message.sent', 1);
  expect(published[0]?.row.summary).toContain('message "later"');
  await expect.poll(waits, { timeout: 15_000 }).toBe('0 waiting, 0 of them broadcasts');
  await expect.poll(problem).toBe('');
}, 60_000);

test('the driver log: broadcasts are read from the file, and it is said that no browser gets them', async () => {
  expect((await command('log', ['order:ship', '8', 'UPS'])).code).toBe(0);
  const [entry] = await hub.entries('source:shop-log kind:publish', 1);
  expect([entry?.row.channel, entry?.row.event]).toEqual([
    'private-orders.8, presence-warehouse',
    'App\\Events\\OrderShipped',
  ]);
  const explained = await hub.call('entry.explain', { seq: entry?.row.seq ?? 0 });
  expect(JSON.parse(explained?.payload ?? '')).toMatchObject({ orderId: 8, carrier: 'UPS', socket: null });
  expect((await session('shop-log')).problem?.message).toBe(
    'Your app is writing broadcasts to the log: no browser gets them.',
  );
});

test('the log is no exact copy, and that is said: Monolog put a value in the place of a token of the payload', async () => {
  expect((await command('log', ['chat:say', 'Ann', 'on %channel% at %extra.x%'])).code).toBe(0);
  const [entry] = await hub.entries('source:shop-log kind:publish event:message.sent', 1);
  const explained = await hub.call('entry.explain', { seq: entry?.row.seq ?? 0 });
  // The name of its channel is APP_ENV.
  expect(JSON.parse(explained?.payload ?? '')).toMatchObject({ message: 'on local at ' });
  const words = explained?.sections.find(({ label }) => label === 'How faithful it is');
  expect(words?.text).toContain('Monolog puts values in place of %channel%');
});

test('the JSON formatter, and a file a day: both are read as the line formatter and the one file are', async () => {
  await follow('Shop JSON', jsonLog);
  expect((await command('log', ['order:ship', '81', 'UPS'], { LOG_CHANNEL: 'json' })).code).toBe(0);
  const [json] = await hub.entries('source:shop-json kind:publish', 1);
  expect(json?.detail).toMatchObject({ format: 'json', environment: 'local', level: 'INFO' });
  const explained = await hub.call('entry.explain', { seq: json?.row.seq ?? 0 });
  expect(JSON.parse(explained?.payload ?? '')).toMatchObject({ orderId: 81, carrier: 'UPS', socket: null });
  expect((await command('log', ['order:ship', '82', 'UPS'], { LOG_CHANNEL: 'daily' })).code).toBe(0);
  const [daily] = await hub.entries('source:shop-log kind:publish "orderId 82"', 1);
  expect(daily?.detail?.file).toMatch(/laravel-\d{4}-\d\d-\d\d\.log$/);
});

test('the driver null: nothing comes anywhere, as that driver means', async () => {
  const before = await session('shop-redis');
  expect((await command('null', ['order:ship', '9', 'UPS'])).code).toBe(0);
  await command('redis', ['order:ship', '10', 'UPS']);
  await hub.entries('source:shop-redis channel:private-orders.10', 1);
  expect((await session('shop-redis')).received - before.received).toBe(2);
});
