import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Ably from 'ably';
import Pusher from 'pusher';
import PusherClient from 'pusher-js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../engine';
import { attach, type Caller } from '../engine.test-support';

const ends: (() => Promise<unknown> | unknown)[] = [];
let engine: Engine;
let call: Caller;
let port: number;
let dataDir: string;

const start = async () => {
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  engine = await createEngine({ dataDir, workerDir: resolve('out/engine'), version: '0.0.0', listen });
  call = attach(engine);
  port = Number(new URL(engine.listeners()[0]?.url ?? '').port);
};
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-adopt-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
  await start();
  ends.push(() => engine.close());
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function page(key: string): PusherClient {
  const options = { cluster: '', wsHost: '127.0.0.1', wsPort: port, forceTLS: false };
  const client = new PusherClient(key, { ...options, enabledTransports: ['ws'] });
  ends.push(() => client.disconnect());
  return client;
}

const reached = (client: PusherClient, state: string) => new Promise((done) => client.connection.bind(state, done));
const server = (appId: string, key: string, secret: string) =>
  new Pusher({ appId, key, secret, host: '127.0.0.1', port: String(port), useTLS: false });

/** The newest refusal, as soon as it is stored. */
async function refusal(): Promise<number> {
  let seq = 0;
  await expect
    .poll(async () => {
      const view = await call('view.open', { filter: 'kind:refused' });
      const { rows } = await call('view.rows', { viewId: view.viewId, from: view.first, count: 100 });
      await call('view.close', { viewId: view.viewId });
      seq = rows.at(-1)?.seq ?? 0;
      return seq;
    })
    .toBeGreaterThan(0);
  return seq;
}

test('a page that was refused is adopted, its server tells the id, a person the secret: no configuration at all', async () => {
  await reached(page('project_key'), 'disconnected');
  const adopted = await call('app.adopt', { refusal: await refusal() });
  expect(adopted).toMatchObject({ id: 'project_key', key: 'project_key', source: 'kept', secretLength: 0 });

  const client = page('project_key');
  const channel = client.subscribe('orders');
  await new Promise((done) => channel.bind('pusher:subscription_succeeded', done));
  const got = new Promise((done) => channel.bind('Shipped', done));
  expect((await server('987654', 'project_key', 'their_secret').trigger('orders', 'Shipped', { id: 7 })).status).toBe(
    200,
  );
  expect(await got).toEqual({ id: 7 });
  expect((await call('app.list', undefined)).map(({ id, key }) => [id, key])).toContainEqual(['987654', 'project_key']);
  expect((await call('hub.channels', undefined)).map(({ app, name }) => [app, name])).toEqual([['987654', 'orders']]);
  expect((await call('hub.connections', undefined)).map(({ app }) => app)).toEqual(['987654']);
  expect(client.connection.state).toBe('connected');

  // The secret completes it: the page stays, and a wrong signature is one again.
  await call('app.adopt', { key: 'project_key', secret: 'their_secret' });
  expect(client.connection.state).toBe('connected');
  await expect(server('987654', 'project_key', 'wrong').trigger('orders', 'e', 'x')).rejects.toMatchObject({
    status: 401,
  });
  await engine.close();
  await start();
  expect((await server('987654', 'project_key', 'their_secret').trigger('orders', 'e', 'x')).status).toBe(200);
});

test('a publish that was refused is adopted with id and key, and its receipt says that nothing was checked', async () => {
  const sdk = server('55', 'project_key', 'their_secret');
  await expect(sdk.trigger('orders', 'e', 'x')).rejects.toMatchObject({ status: 404 });
  expect(await call('app.adopt', { refusal: await refusal() })).toMatchObject({ id: '55', key: 'project_key' });
  await sdk.trigger('orders', 'Unchecked', 'x');
  let seq = 0;
  await expect
    .poll(async () => {
      const view = await call('view.open', { filter: 'event:Unchecked' });
      const { rows } = await call('view.rows', { viewId: view.viewId, from: view.first, count: 1 });
      seq = rows[0]?.seq ?? 0;
      return rows[0]?.summary;
    })
    .toBe('Signature not checked. x');
  expect(await call('entry.receipt', { seq })).toMatchObject({ isUnchecked: true, refused: null });
});

test('an id that another app has is left to it, and publishes are told apart by their key', async () => {
  await call('app.adopt', { key: 'project_key', id: '12345', secret: 'their_secret' });
  expect((await call('app.list', undefined)).map(({ id }) => id)).toEqual(['12345', 'project_key']);
  expect((await server('12345', 'project_key', 'their_secret').trigger('c', 'e', 'x')).status).toBe(200);
  expect((await server('12345', 'your_app_key', 'your_app_secret').trigger('c', 'e', 'x')).status).toBe(200);
  expect((await call('hub.channels', undefined)).map(({ app, messages }) => [app, messages])).toEqual([
    ['12345', 1],
    ['project_key', 1],
  ]);
});

test.each(['undefined', 'null', '""'])('the key %s is refused with its cause', async (key) => {
  await expect(call('app.adopt', { key })).rejects.toThrow('VITE_PUSHER_APP_KEY');
  expect(await call('app.list', undefined)).toHaveLength(1);
});

test('an entry that tells of no app cannot be adopted', async () => {
  await expect(call('app.adopt', { refusal: 999 })).rejects.toThrow('not-found');
});

test('an application that publishes over Ably is adopted by its key, and its secret completes it, for its page as well', async () => {
  const local = { key: 'shop.web:their_secret', endpoint: '127.0.0.1', port, tls: false, logLevel: 0 } as const;
  const orders = (options: Ably.ClientOptions = {}) =>
    new Ably.Rest({ ...local, ...options }).channels.get('public:orders');
  await expect(orders().publish('Shipped', { id: 7 })).rejects.toMatchObject({ code: 40400 });
  const refused = await refusal();
  expect((await call('entry.body', { seq: refused }))?.detail).toMatchObject({
    adopt: { key: 'shop.web', id: 'shop' },
  });
  expect(JSON.stringify(await call('entry.explain', { seq: refused }))).not.toContain('their_secret');
  const adopted = await call('app.adopt', { refusal: refused });
  expect(adopted).toMatchObject({ id: 'shop', key: 'shop.web', source: 'kept', secretLength: 0 });

  await expect(orders().publish('Shipped', { id: 7 })).rejects.toMatchObject({ code: 40101 });
  await expect(orders({ useTokenAuth: true }).publish('Shipped', { id: 7 })).rejects.toMatchObject({ code: 40400 });
  await expect
    .poll(async () => (await call('entry.body', { seq: await refusal() }))?.detail)
    .toMatchObject({ check: 'keyName', adopt: { key: 'shop.web', id: 'shop' } });
  await call('app.adopt', { refusal: await refusal(), secret: 'their_secret' });

  const channel = page('shop.web').subscribe('orders');
  await new Promise((done) => channel.bind('pusher:subscription_succeeded', done));
  const got = new Promise((done) => channel.bind('Shipped', done));
  await orders({ useTokenAuth: true }).publish('Shipped', { id: 7 });
  expect(await got).toEqual({ id: 7 });
});
