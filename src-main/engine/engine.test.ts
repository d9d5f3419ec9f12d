import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Pusher from 'pusher';
import PusherClient from 'pusher-js';
import { afterEach, expect, test } from 'vitest';
import { createEngine, type Engine } from './engine';
import { attach } from './engine.test-support';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function startEngine(): Promise<{ engine: Engine; port: number }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-engine-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  const engine = await createEngine({ dataDir, workerDir: resolve('out/engine'), version: '0.0.0', listen });
  ends.push(() => engine.close());
  return { engine, port: Number(new URL(engine.listeners()[0]?.url ?? '').port) };
}

test('a publish that pusher-js receives is a row, with its explanation and its receipt', async () => {
  const { engine, port } = await startEngine();
  const client = new PusherClient('your_app_key', {
    cluster: '',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws'],
  });
  ends.push(() => client.disconnect());
  const channel = client.subscribe('orders');
  await new Promise((done) => channel.bind('pusher:subscription_succeeded', done));
  const received = new Promise((done) => channel.bind('OrderShipped', done));
  const server = new Pusher({
    appId: '12345',
    key: 'your_app_key',
    secret: 'your_app_secret',
    host: '127.0.0.1',
    port: String(port),
    useTLS: false,
  });
  await server.trigger('orders', 'OrderShipped', { id: 7 });
  expect(await received).toEqual({ id: 7 });

  const call = attach(engine);
  const view = await expect
    .poll(async () => {
      const opened = await call('view.open', { filter: 'event:OrderShipped' });
      await call('view.close', { viewId: opened.viewId });
      return opened.length;
    })
    .toBe(2)
    .then(() => call('view.open', { filter: 'event:OrderShipped' }));
  const { rows } = await call('view.rows', { viewId: view.viewId, from: view.first, count: 10 });
  expect(rows.map(({ kind, channel: name }) => [kind, name])).toEqual([
    ['publish', 'orders'],
    ['deliver', 'orders'],
  ]);
  const seq = rows[1]?.seq ?? 0;
  expect(JSON.parse((await call('entry.explain', { seq }))?.payload ?? '')).toBeDefined();
  await expect
    .poll(() => call('entry.receipt', { seq }))
    .toMatchObject({ publish: rows[0]?.seq, channels: [{ channel: 'orders', matched: 1, written: 1 }] });
});

test('bad calls are answered with a Problem and end nothing', async () => {
  const { engine } = await startEngine();
  const call = attach(engine);
  await expect(call('view.rows', { viewId: 99, from: 0, count: 1 })).rejects.toThrow('not-found');
  await expect(call('view.open', { filter: 7 } as never)).rejects.toThrow('bad-input');
  await expect(call('no.such' as never, undefined as never)).rejects.toThrow('unknown-call');
  expect((await call('hub.state', undefined)).apps).toHaveLength(1);
});
