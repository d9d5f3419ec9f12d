import Pusher from 'pusher';
import { afterEach, expect, test } from 'vitest';
import { ProblemError } from '../../contract/problem';
import { createRecorder } from '../capture/create-recorder';
import { openSecondDatabase } from '../database/database.test-support';
import { defaultApp } from '../hub/apps';
import { ManualClock, systemClock } from '../hub/clocks.test-support';
import { createHub } from '../hub/create-hub';
import { createProtocols } from '../protocols';
import { RawClient } from '../protocols/pusher/raw-client.test-support';
import { prepareSecret, sign } from '../protocols/pusher/signature';
import { openStore, temporaryFolder } from '../store/store.test-support';
import { ConnectionEntries } from './connection-entries';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const intervalMs = 12_000;
const { id: app, key, secret } = defaultApp;

/** A hub whose connection statistics are written when the test says that their interval is over. */
async function startHub(firstIntervalAt = '2026-11-23 06:44:25') {
  const clock = new ManualClock(Date.parse(`${firstIntervalAt.replace(' ', 'T')}Z`) - intervalMs);
  const database = await openSecondDatabase(temporaryFolder(), clock);
  const entries = new ConnectionEntries({ clock, database, intervalMs, keptMs: 60 * 86_400_000 });
  ends.push(() => entries.close());
  const recorder = createRecorder({ clock: systemClock, store: await openStore(), observers: [entries] });
  const hub = createHub({
    recorder,
    clock: systemClock,
    random: Math.random,
    apps: [defaultApp],
    protocols: createProtocols(),
    firstConnectionId: 1,
  });
  ends.push(() => hub.close());
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  const port = Number(new URL(listener?.url ?? '').port);
  const connect = async () => {
    const client = new RawClient(`ws://127.0.0.1:${port}/app/${key}?protocol=7`);
    ends.push(() => client.close());
    await client.opened;
    return client.established();
  };
  const server = new Pusher({ appId: app, key, secret, host: '127.0.0.1', port: String(port), useTLS: false });
  const rows = async () => {
    const query = { app: null, fromMs: null, toMs: null, order: 'oldest', after: null, count: 100 } as const;
    return (await entries.list(query)).entries.map((row) => Object.values(row).join('|'));
  };
  return {
    hub,
    clock,
    rows,
    database,
    connect,
    server,
    /** The interval is over; rows as the recording has them, columns joined by a bar. */
    async cut() {
      clock.advance(intervalMs);
      return rows();
    },
  };
}

async function join(client: RawClient, channel: string): Promise<void> {
  const auth = `${key}:${sign(prepareSecret(secret), `${client.socketId}:${channel}`)}`;
  const { event } = await client.subscribe(channel, { auth });
  expect(event).toBe('pusher_internal:subscription_succeeded');
}

const leave = async (client: RawClient) => {
  client.socket.close();
  await client.closed;
};

test('the recorded conversation gives the recorded rows', async () => {
  // laravel-websockets-1.14.1-statistics-rows.txt, rows 1 to 3. Its broadcast of its own statistics counts as one API
  // message there from the second row on; the hub's own tools never count here.
  const { hub, connect, server, cut } = await startHub();
  const clients = [await connect(), await connect(), await connect()];
  for (const client of clients) await join(client, 'private-room');
  for (let at = 0; at < 5; at += 1) clients[0]?.send({ event: 'client-typing', channel: 'private-room', data: { at } });
  for (let n = 0; n < 7; n += 1) await server.trigger('private-room', 'msg', { n });
  await expect.poll(() => clients[1]?.frames.length).toBe(12);
  expect(await cut()).toEqual(['1|12345|3|8|7|2026-11-23 06:44:25|2026-11-23 06:44:25']);
  await Promise.all(clients.map(leave));
  await expect.poll(() => hub.state().connections).toBe(0);
  expect((await cut())[1]).toBe('2|12345|3|0|0|2026-11-23 06:44:37|2026-11-23 06:44:37');
  expect((await cut())[2]).toBe('3|12345|0|0|0|2026-11-23 06:44:49|2026-11-23 06:44:49');
});

test('with a dashboard looking on, its socket and subscriptions count as they did, and two channels are two messages', async () => {
  // laravel-websockets-1.14.1-dashboard.txt and row 4: peak 4, API 7 + 2.
  const { connect, server, cut } = await startHub();
  const dashboard = await connect();
  const types = [
    'disconnection',
    'connection',
    'vacated',
    'occupied',
    'subscribed',
    'client-message',
    'api-message',
    'statistics',
  ];
  for (const type of types) await join(dashboard, `private-websockets-dashboard-${type}`);
  const clients = [await connect(), await connect(), await connect()];
  for (const client of clients) await join(client, 'private-room');
  for (let at = 0; at < 5; at += 1) clients[0]?.send({ event: 'client-typing', channel: 'private-room', data: { at } });
  for (let n = 0; n < 7; n += 1) await server.trigger('private-room', 'msg', { n });
  await server.trigger(['private-room', 'nobody'], 'two', { a: 1 });
  await expect.poll(() => clients[1]?.frames.length).toBe(13);
  expect(await cut()).toEqual(['1|12345|4|16|9|2026-11-23 06:44:25|2026-11-23 06:44:25']);
});

test('what is handled counts, what is not does not', async () => {
  const { connect, server, rows, cut, hub } = await startHub();
  const client = await connect();
  // Counted: ping, unsubscribe, a second subscribe, events that are unknown or off the channel.
  await join(client, 'private-room');
  await client.flush();
  client.send({ event: 'pusher:subscribe', data: { channel: 'private-room', auth: 'x' } });
  client.send({ event: 'pusher:unsubscribe', data: { channel: 'private-room' } });
  client.send({ event: 'unheard-of', data: {} });
  client.send({ event: 'client-x', channel: 'private-elsewhere', data: {} });
  client.send({ event: 'pusher:signin', data: {} });
  // Not counted: no JSON, a bad signature, no channel, a control frame.
  client.send('{');
  client.send({ event: 'pusher:subscribe', data: { channel: 'private-bad', auth: `${key}:00` } });
  client.send({ event: 'pusher:subscribe', data: {} });
  client.socket.ping();
  // API: GETs and bad signatures do not count, nor does what Hubbub itself sends.
  await server.get({ path: '/channels' });
  const stranger = new Pusher({
    appId: app,
    key,
    secret: 'wrong',
    host: '127.0.0.1',
    port: new URL(hub.state().listeners[0]?.url ?? '').port,
    useTLS: false,
  });
  await expect(stranger.trigger('a', 'b', {})).rejects.toBeDefined();
  hub.send({ app, channel: 'a', event: 'own', data: '{}', excludeSocketId: '' });
  await server.triggerBatch([
    { channel: 'a', name: 'x', data: '1' },
    { channel: 'b', name: 'x', data: '1' },
  ]);
  await client.flush();
  expect(await rows()).toEqual([]);
  expect(await cut()).toEqual(['1|12345|1|8|2|2026-11-23 06:44:25|2026-11-23 06:44:25']);
});

test('the peak begins anew with the connections that are on a channel', async () => {
  const { connect, cut, hub } = await startHub();
  const [on, off] = [await connect(), await connect()];
  await join(on, 'private-room');
  expect(await cut()).toEqual(['1|12345|2|1|0|2026-11-23 06:44:25|2026-11-23 06:44:25']);
  expect((await cut())[1]).toMatch(/^2\|12345\|1\|0\|0\|/);
  // One that did not count any more takes nothing away when it goes.
  await leave(off);
  await expect.poll(() => hub.state().connections).toBe(1);
  await connect();
  expect((await cut())[2]).toMatch(/^3\|12345\|2\|0\|0\|/);
});

test('rows older than they are kept are deleted with the next one; no traffic at all is no row', async () => {
  const { clock, connect, rows, cut, database } = await startHub();
  expect(await cut()).toEqual([]);
  await connect();
  clock.advance(intervalMs);
  await expect.poll(rows).toHaveLength(1);
  const before = clock.nowMs();
  const later = new ManualClock(before + 60 * 86_400_000);
  const next = new ConnectionEntries({ clock: later, database, intervalMs, keptMs: 60 * 86_400_000 });
  next.take({ kind: 'connection', action: 'open', protocol: 'pusher', app: 'other', connection: 9 });
  await next.cut();
  expect(await rows()).toHaveLength(2);
  later.advance(intervalMs);
  await expect.poll(async () => (await rows()).map((row) => row.split('|')[1])).toEqual(['other', 'other']);
  next.close();
});

test('what could not be written is written with the next ones, in order', async () => {
  const { clock, rows, database } = await startHub();
  let isBroken = true;
  const call: typeof database.call = (name, input) =>
    isBroken ? Promise.reject(new ProblemError('store-full', 'No room.')) : database.call(name, input);
  const options = { clock: new ManualClock(clock.nowMs()), database: { ...database, call }, intervalMs };
  const entries = new ConnectionEntries({ ...options, keptMs: 60 * 86_400_000 });
  ends.push(() => entries.close());
  const publish = (channel: string) => entries.take({ kind: 'publish', protocol: 'pusher', app, channel });
  publish('orders');
  await expect(entries.cut()).rejects.toMatchObject({ code: 'store-full' });
  publish('orders');
  publish('stock');
  await expect(entries.cut()).rejects.toMatchObject({ code: 'store-full' });
  isBroken = false;
  publish('orders');
  await entries.cut();
  expect((await rows()).map((row) => row.split('|')[4])).toEqual(['1', '2', '1']);
});
