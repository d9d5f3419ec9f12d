import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { appServer, subscribe } from './support/clients';
import { hubbub, watching } from './support/hubbub';
import { type ServedEngine, serve } from './support/served-engine';

let dataDir = '';
let engine: ServedEngine;
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-watched-'));
  engine = await serve(dataDir);
});
test.afterEach(async () => {
  await engine.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const address = (key = 'your_app_key') => `pusher://${key}:your_app_secret@${new URL(engine.hub).host}/12345`;

test('prints what a server sends on the channels that are named, and leaves nothing behind', async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith('hubbub-watch-'));
  const watch = watching(address(), '--channel', 'orders', '--channel', 'private-orders', '--json', 'kind:deliver');
  await watch.connected();
  const server = appServer(engine.hub);
  await expect
    .poll(async () => {
      await server.trigger(['orders', 'private-orders', 'other'], 'OrderShipped', { id: 7 });
      return watch.entries().length;
    })
    .toBeGreaterThanOrEqual(2);
  const channels = new Set(watch.entries().map(({ channel }) => channel));
  expect(channels).toEqual(new Set(['orders', 'private-orders']));
  expect(watch.entries()[0]).toMatchObject({
    kind: 'deliver',
    protocol: 'pusher',
    event: 'OrderShipped',
    direction: 'down',
    body: '{"event":"OrderShipped","channel":"orders","data":"{\\"id\\":7}"}',
  });
  expect(await watch.stop()).toBe(0);
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith('hubbub-watch-'))).toEqual(before);
});

test('without channels it watches every one in use, and not itself', async () => {
  const { client } = await subscribe(engine.hub, 'orders');
  const watch = watching(address(), 'kind:deliver');
  await watch.connected();
  const server = appServer(engine.hub);
  await expect
    .poll(
      async () => {
        await server.trigger('orders', 'OrderShipped', { id: 7 });
        return watch.output.stdout;
      },
      { timeout: 15_000 },
    )
    .toMatch(/out {9}orders +OrderShipped/);
  expect(await watch.stop()).toBe(0);
  client.disconnect();
});

test('with --data the running engine watches, its capture keeps it, and the profile goes with the command', async () => {
  const other = await mkdtemp(join(tmpdir(), 'hubbub-watcher-'));
  const watcher = await serve(other);
  try {
    const watch = watching(address(), '--channel', 'orders', '--data', other, '--json', 'kind:deliver');
    await watch.connected();
    await expect
      .poll(async () => {
        await appServer(engine.hub).trigger('orders', 'OrderShipped', { id: 7 });
        return watch.entries().length;
      })
      .toBeGreaterThan(0);
    expect(await watch.stop()).toBe(0);
    const kept = await hubbub('export', '--data', other, '--format', 'ndjson', 'kind:deliver');
    expect(kept.stdout).toContain('"event":"OrderShipped"');
    expect(readdirSync(other)).toContain('profiles.json');
  } finally {
    await watcher.stop();
    await rm(other, { recursive: true, force: true });
  }
});

test('ably: over TLS, with an authority that is trusted and without, and a key that is refused', async () => {
  const { port } = engine.hub;
  const key = '12345.your_app_key:your_app_secret';
  // The hub makes its authority for the first who asks for TLS.
  const wary = watching(`ably://${key}@localhost:${port}/public:orders`);
  await expect.poll(() => wary.output.stderr).toMatch(/certificate/);
  expect(await wary.stop()).toBe(0);

  const trusted = ['--set', `authorityFile=${join(dataDir, 'tls', 'authority.pem')}`];
  const watch = watching(
    `ably://${key}@localhost:${port}/public:orders`,
    ...['--channel', 'private:user.1', '--json'],
    ...trusted,
    'kind:deliver',
  );
  await watch.connected();
  const server = appServer(engine.hub);
  await expect
    .poll(async () => {
      await server.trigger(['orders', 'private-user.1', 'other'], 'OrderShipped', { id: 7 });
      return new Set(watch.entries().map(({ channel }) => channel));
    })
    .toEqual(new Set(['public:orders', 'private:user.1']));
  expect(watch.entries()[0]).toMatchObject({ protocol: 'ably', event: 'OrderShipped', direction: 'down' });
  expect(await watch.stop()).toBe(0);

  const wrong = await hubbub('watch', `ably://12345.your_app_key:no@localhost:${port}/public:orders`, ...trusted);
  expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('40101')]);
});

test('what cannot succeed ends with 1 and says why; what is mistyped with 2', async () => {
  const refused = await hubbub('watch', address('nobodys-key'));
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('Closed with 4001 (no app with this key)');
  const scheme = await hubbub('watch', 'gopher://127.0.0.1');
  expect([scheme.code, scheme.stderr]).toEqual([2, expect.stringContaining('There is no client for gopher:.')]);
  const field = await hubbub('watch', address(), '--set', 'colour=red');
  expect([field.code, field.stderr]).toEqual([2, expect.stringContaining('--set colour=red: there is no such field.')]);
  const nobody = await hubbub('watch', address(), '--data', join(dataDir, 'none'));
  expect(nobody.code).toBe(3);
});
