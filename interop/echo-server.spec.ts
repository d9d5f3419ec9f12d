import { Redis as RedisClient } from 'ioredis';
import Echo from 'laravel-echo';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { ProfileInput } from '../src-main/contract/profile';
import type { SessionState } from '../src-main/contract/session';
import { type EchoServer, echoApp, startEchoServer } from './support/echo-server';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import type { Served } from './support/php';
import { artisan, freePort, serveLaravel } from './support/php';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';

/** laravel-echo-server itself with a real application, watched by a session; pages have the client it wants. */
const io = require('socket.io-client-2') as typeof import('socket.io-client').io;

let redis: Redis;
let app: Served;
let server: EchoServer;
let hub: Hub;
const settings = () => ({ BROADCAST_CONNECTION: 'redis', REDIS_PORT: String(redis.port) });
const command = async (...args: string[]) =>
  expect(await artisan(await freePort(), args, settings())).toEqual({ code: 0, output: '' });

beforeAll(async () => {
  redis = await startRedis();
  app = await serveLaravel(await freePort(), settings());
  [hub, server] = await Promise.all([startHub(), startEchoServer(redis.port, app.url)]);
}, 120_000);
const pages: Echo<'socket.io'>[] = [];
afterEach(() => {
  for (const one of pages.splice(0)) one.disconnect();
});
afterAll(async () => {
  await Promise.all([hub?.stop(), server?.stop(), app?.stop()]);
  await redis?.stop();
});

async function page(user: string): Promise<Echo<'socket.io'>> {
  const headers = { Authorization: `Bearer token-of-${user}`, Accept: 'application/json' };
  const options = { broadcaster: 'socket.io', client: io, host: server.url, forceNew: true, auth: { headers } };
  const echo = new Echo(options as never) as unknown as Echo<'socket.io'>;
  pages.push(echo);
  const { socket } = echo.connector as unknown as { socket: Socket };
  await new Promise<void>((done) => socket.on('connect', () => done()));
  return echo;
}

async function session(id: string): Promise<SessionState> {
  const found = (await hub.call('session.list', undefined)).find(({ profile }) => profile.id === id);
  if (found === undefined) throw new Error(`There is no session ${id}.`);
  return found;
}

/** A session that has heard of each of its channels. */
async function watch(name: string, channels: readonly string[], more: Partial<ProfileInput['fields']> = {}) {
  const { profile } = await hub.call('profile.put', {
    name,
    protocol: 'socketio',
    fields: { url: server.url, appId: echoApp.id, ...more } as ProfileInput['fields'],
    secrets: { authHeaders: 'Authorization: Bearer token-of-ann\nAccept: application/json', apiKey: echoApp.key },
    channels,
  });
  await hub.call('session.connect', { id: profile.id });
  const isTold = async () => {
    const { phase, channels: all } = await session(profile.id);
    expect([phase, all.every(({ state }) => ['on', 'refused'].includes(state))]).toEqual(['connected', true]);
  };
  await vi.waitFor(isTold, { timeout: 15_000 });
  return profile.id;
}
const statesOf = async (id: string) => (await session(id)).channels.map(({ name, state }) => `${name} ${state}`);

test('channels are let in, or not, by the application; what it broadcasts is seen, and the page loses nothing of it', async () => {
  const ann = await page('ann');
  const heard: string[] = [];
  ann.channel('chat').listen('.message.sent', ({ message }: { message: string }) => heard.push(message));
  const id = await watch('Shop', ['chat', 'private-orders.7', 'private-orders.8']);
  expect(await statesOf(id)).toEqual(['chat on', 'private-orders.7 on', 'private-orders.8 refused']);
  expect((await session(id)).facts).toContainEqual({ name: 'engine', value: 'Engine.IO 3' });
  expect((await session(id)).channels[2]?.problem?.message).toContain('answered 403');
  for (let one = 0; one < 5; one += 1) await command('chat:say', 'Ann', `message ${one}`);
  await command('order:ship', '7', 'DHL');
  const messages = [0, 1, 2, 3, 4].map((one) => `message ${one}`);
  await expect.poll(() => heard).toEqual(messages);
  const seen = await hub.entries('source:shop kind:deliver event:message.sent', 5);
  expect(seen.map(({ row }) => row.channel)).toEqual(Array(5).fill('chat'));
  const [shipped] = await hub.entries('source:shop kind:deliver event:OrderShipped', 1);
  const explained = await hub.call('entry.explain', { seq: shipped?.row.seq ?? 0 });
  expect([shipped?.row.channel, JSON.parse(explained?.payload ?? '')]).toEqual([
    'private-orders.7',
    { orderId: 7, carrier: 'DHL', socket: null },
  ]);
});

test('who joins and leaves a presence channel is told; leaving it does not end the server', async () => {
  const id = await watch('Presence', ['presence-warehouse']);
  const members = async () => (await session(id)).channels[0]?.members?.map(({ userId }) => userId).sort();
  await expect.poll(members).toEqual(['1']);
  const bob = await page('bob');
  bob.join('warehouse');
  await expect.poll(members).toEqual(['1', '2']);
  bob.disconnect();
  await expect.poll(members).toEqual(['1']);
  await hub.call('session.unsubscribe', { id, channel: 'presence-warehouse' });
  await hub.call('session.disconnect', { id });
  expect(server.isAlive()).toBe(true);
});

test('a whisper reaches the page, and an event of the HTTP API everybody; a wrong key is refused in words', async () => {
  const ann = await page('ann');
  const whispered = new Promise((done) => ann.private('orders.7').listenForWhisper('typing', done));
  const published = new Promise((done) => ann.channel('chat').listen('.api', done));
  const id = await watch('Sender', ['private-orders.7', 'chat']);
  const send = (values: Readonly<Record<string, string>>) => hub.call('session.send', { profile: id, values });
  await send({ as: 'client', channel: 'private-orders.7', event: 'typing', data: '{"name":"Hubbub"}' });
  expect(await whispered).toEqual({ name: 'Hubbub' });
  await send({ as: 'server', channel: 'chat', event: 'api', data: '{"id":7}' });
  expect(await published).toEqual({ id: 7 });
  const other = await watch('Other app', ['chat'], { appId: 'of-nobody' });
  const values = { as: 'server', channel: 'chat', event: 'api', data: '{}' };
  await expect(hub.call('session.send', { profile: other, values })).rejects.toThrow(/403/);
});

test('a whisper on a public channel is refused in words, since that server would drop it without any', async () => {
  const id = await watch('Whisperer', ['chat']);
  const values = { as: 'client', channel: 'chat', event: 'typing', data: '{}' };
  await expect(hub.call('session.send', { profile: id, values })).rejects.toThrow(/chat is public/);
});

test('what toOthers() leaves our socket out of does not come to it, and comes to the page', async () => {
  const ann = await page('ann');
  const heard: string[] = [];
  ann.channel('chat').listen('.message.sent', ({ message }: { message: string }) => heard.push(message));
  const id = await watch('Others', ['chat']);
  const socket = (await session(id)).facts.find(({ name }) => name === 'socketId')?.value ?? '';
  const client = new RedisClient(redis.port, '127.0.0.1');
  const say = (message: string, to: string | null) =>
    client.publish('laravel_database_chat', JSON.stringify({ event: 'message.sent', data: { message }, socket: to }));
  await say('to the others', socket);
  await say('to all', null);
  client.disconnect();
  await expect.poll(() => heard).toEqual(['to the others', 'to all']);
  const seen = await hub.entries('source:others kind:deliver event:message.sent', 1);
  expect(seen[0]?.row.summary).toContain('to all');
});

test('channels in use and how many are there are seen by the HTTP API, and nobody hears of a looker', async () => {
  const bob = await page('bob');
  const joining: unknown[] = [];
  const here = new Promise((done) =>
    bob
      .join('warehouse')
      .here(done)
      .joining((user: unknown) => joining.push(user)),
  );
  await here;
  const id = await watch('Looker', []);
  const found = async () => (await session(id)).found ?? [];
  await expect
    .poll(found, { timeout: 10_000 })
    .toContainEqual({ name: 'presence-warehouse', subscribers: 1, members: 1 });
  bob.channel('stock');
  await expect.poll(found, { timeout: 10_000 }).toContainEqual({ name: 'stock', subscribers: 1, members: null });
  expect(joining).toEqual([]);
  const wrong = await watch('Wrong key', [], { appId: 'of-nobody' });
  const problem = async () => (await session(wrong)).problem;
  await expect.poll(async () => (await problem())?.hint).toContain('App id and key do not belong together');
  expect(server.isAlive()).toBe(true);
});

test('killed and started again: the session is back by itself with its channels, and a Gap says so', async () => {
  const id = await watch('Lasting', ['chat']);
  const { port } = server;
  await server.stop();
  await expect.poll(async () => (await session(id)).phase, { timeout: 10_000 }).toBe('waiting');
  server = await startEchoServer(redis.port, app.url, port);
  await expect.poll(() => statesOf(id), { timeout: 20_000 }).toEqual(['chat on']);
  await expect.poll(async () => (await session(id)).phase).toBe('connected');
  await hub.entries('source:lasting kind:gap', 1);
  await command('chat:say', 'Ann', 'after all');
  await hub.entries('source:lasting kind:deliver "after all"', 1);
}, 60_000);

test('an application that does not answer is told as such, and not as a refusal of the user', async () => {
  const lonely = await startEchoServer(redis.port, `http://127.0.0.1:${await freePort()}`);
  try {
    const id = await watch('Lonely', ['private-orders.7'], { url: lonely.url });
    expect((await session(id)).channels[0]?.problem?.message).toContain('could not reach the auth endpoint');
  } finally {
    await lonely.stop();
  }
});

test('after all of it the server still runs', async () => {
  expect(server.isAlive()).toBe(true);
  expect(await (await fetch(server.url)).text()).toBe('OK');
});
