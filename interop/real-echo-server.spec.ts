import { Redis as Client } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EchoServer, startEchoServer } from './support/echo-server';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';

/** laravel-echo-server 1.6.3 as a server that is watched, with what Laravel's redis driver publishes. */
let hub: Hub;
let redis: Redis;
let echo: EchoServer;
let publisher: Client;
beforeAll(async () => {
  [hub, redis] = await Promise.all([startHub(), startRedis()]);
  echo = await startEchoServer(redis.port);
  publisher = new Client(redis.port, '127.0.0.1');
}, 120_000);
afterAll(async () => {
  publisher.disconnect();
  await echo.stop();
  await redis.stop();
  await hub.stop();
});

const session = async (id: string) =>
  (await hub.call('session.list', undefined)).find(({ profile }) => profile.id === id);

/** As Laravel writes it. */
const broadcast = (channel: string, data: object) =>
  publisher.publish(`laravel_database_${channel}`, JSON.stringify({ event: 'App\\Events\\Made', data, socket: null }));

async function watch(name: string, fields: Record<string, string>, channels: readonly string[], token = 'good-token') {
  const { profile } = await hub.call('profile.put', {
    name,
    protocol: 'socketio',
    fields: { url: `http://127.0.0.1:${echo.port}`, appId: echo.app.id, ...fields },
    secrets: { apiKey: echo.app.key, authHeaders: `Authorization: Bearer ${token}` },
    channels,
  });
  await hub.call('session.connect', { id: profile.id });
}

describe.each(['websocket', 'polling'])('over %s', (transport) => {
  test('broadcasts of public and private channels, members, the HTTP API, and the server outlives it', async () => {
    const id = `echo-${transport}`;
    await watch(id, { transport }, ['orders', 'private-orders', 'presence-room']);
    await expect
      .poll(async () => (await session(id))?.channels.map(({ state }) => state), { timeout: 10_000 })
      .toEqual(['on', 'on', 'on']);
    const state = await session(id);
    expect(state?.facts).toContainEqual({ name: 'engine', value: 'Engine.IO 3' });
    expect(state?.channels[2]?.members).toEqual([{ userId: '1', info: '{"name":"Ann"}' }]);
    await broadcast('orders', { id: 7 });
    await broadcast('private-orders', { id: 8 });
    const heard = await hub.entries(`source:${id} kind:deliver event:App\\Events\\Made`, 2);
    expect(heard.map(({ row }) => row.channel)).toEqual(['orders', 'private-orders']);
    const values = { as: 'server', channel: 'orders', event: 'packed', data: '{"id":9}' };
    await hub.call('session.send', { profile: id, values });
    await hub.entries(`source:${id} kind:deliver event:packed`, 1);
    for (const channel of ['presence-room', 'private-orders']) await hub.call('session.unsubscribe', { id, channel });
    await hub.call('session.disconnect', { id });
    await expect.poll(() => publisher.get('laravel_database_presence-room:members')).toBe('[]');
    expect(echo.isAlive).toBe(true);
  });
});

test('a channel the application refuses is told with its status', async () => {
  await watch('refused', {}, ['private-orders'], 'wrong-token');
  await expect.poll(async () => (await session('refused'))?.channels[0]?.state, { timeout: 10_000 }).toBe('refused');
  expect((await session('refused'))?.channels[0]?.problem?.message).toContain('answered 403');
  await hub.call('session.disconnect', { id: 'refused' });
});
