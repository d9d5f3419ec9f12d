import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Pusher from 'pusher';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../engine';
import { attach, type Caller } from '../engine.test-support';
import { defaultApp } from '../hub/apps';
import { RawClient } from '../protocols/pusher/raw-client.test-support';
import { startReceiver } from '../protocols/pusher/webhooks/receiver.test-support';
import type { GivenApps } from './app-registry';

const ends: (() => Promise<unknown> | unknown)[] = [];
let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-apps-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Started {
  readonly engine: Engine;
  readonly call: Caller;
  readonly port: string;
}

async function start(apps?: GivenApps): Promise<Started> {
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  const given = apps === undefined ? {} : { apps };
  const engine = await createEngine({ dataDir, workerDir: resolve('out/engine'), version: '0.0.0', listen, ...given });
  ends.push(() => engine.close());
  return { engine, call: attach(engine), port: new URL(engine.listeners()[0]?.url ?? '').port };
}

const trigger = (port: string, app: { id: string; key: string; secret: string }) =>
  new Pusher({ appId: app.id, key: app.key, secret: app.secret, host: '127.0.0.1', port, useTLS: false }).trigger(
    'orders',
    'e',
    'x',
  );

test('an app that is put works at once and after a restart, its secret told only when asked for', async () => {
  const first = await start();
  const shop = { id: 'shop', key: 'shop_key', secret: 'shop_secret' };
  const details = await first.call('app.put', { ...shop, options: { capacity: 3, limits: { members: 5 } } });
  expect(details).toMatchObject({
    id: 'shop',
    source: 'kept',
    secretLength: 11,
    options: { capacity: 3, clientEvents: 'members', limits: { members: 5, dataBytes: 10_240 } },
    warnings: [],
  });
  expect(JSON.stringify(await first.call('app.list', undefined))).not.toContain('shop_secret');
  expect((await trigger(first.port, shop)).status).toBe(200);
  expect((await stat(join(dataDir, 'apps.json'))).mode & 0o777).toBe(0o600);
  await first.engine.close();

  const second = await start();
  expect((await second.call('app.list', undefined)).map(({ id, source }) => [id, source])).toEqual([
    ['12345', 'default'],
    ['shop', 'kept'],
  ]);
  expect(await second.call('app.secret', { id: 'shop' })).toEqual({ secret: 'shop_secret' });
  expect((await trigger(second.port, shop)).status).toBe(200);
  // What is left out stays.
  const changed = await second.call('app.put', { id: 'shop', options: { enabled: false } });
  expect(changed.options).toMatchObject({ enabled: false, capacity: 3, limits: { members: 5 } });
  await expect(trigger(second.port, shop)).rejects.toMatchObject({ status: 403 });
  expect((await readdir(dataDir)).filter((name) => name.startsWith('apps.json'))).toEqual(['apps.json']);
});

test('a new app without key and secret gets fresh ones', async () => {
  const { call, port } = await start();
  const { key } = await call('app.put', { id: 'fresh' });
  const { secret } = await call('app.secret', { id: 'fresh' });
  expect(key).toMatch(/^[a-z0-9]{20}$/);
  expect(secret).toMatch(/^[a-z0-9]{20}$/);
  expect(secret).not.toBe(key);
  expect((await trigger(port, { id: 'fresh', key, secret: secret ?? '' })).status).toBe(200);
});

test('an app that is removed stays away, the one of the examples too', async () => {
  const first = await start();
  await first.call('app.put', { id: 'shop' });
  await first.call('app.remove', { id: 'shop' });
  await first.call('app.remove', { id: '12345' });
  expect(await first.call('app.list', undefined)).toEqual([]);
  await expect(first.call('app.remove', { id: 'shop' })).rejects.toThrow('not-found');
  await first.engine.close();
  const second = await start();
  expect(await second.call('app.list', undefined)).toEqual([]);
  await second.call('app.put', { id: '12345', key: 'your_app_key', secret: 'your_app_secret' });
  expect((await trigger(second.port, defaultApp)).status).toBe(200);
});

test('an app that is removed and brought back has the secrets of its webhooks', async () => {
  const { call } = await start();
  const headers = { Authorization: 'Bearer 0123456789' };
  const webhooks = [{ url: 'http://127.0.0.1:9/hooks', events: [], headers, batch: false }];
  const { id, key, options } = await call('app.put', { id: 'shop', options: { webhooks } });
  await call('app.remove', { id });
  expect(await readFile(join(dataDir, 'apps.json'), 'utf8')).not.toContain('0123456789');
  await call('app.put', { id, key, options });
  const kept = JSON.parse(await readFile(join(dataDir, 'apps.json'), 'utf8'));
  expect(kept.apps).toMatchObject([{ id, key, webhooks }]);
});

test.each(['flag', 'config'] as const)(
  'an app of the %s wins, is marked and cannot be changed here',
  async (source) => {
    const before = await start();
    await before.call('app.put', { id: 'shop', key: 'kept_key' });
    await before.engine.close();
    const { call } = await start({ apps: [{ ...defaultApp, id: 'shop', key: 'given_key' }], source });
    expect((await call('app.list', undefined)).map((app) => [app.id, app.key, app.source])).toEqual([
      ['shop', 'given_key', source],
    ]);
    await expect(call('app.put', { id: 'shop', options: { capacity: 1 } })).rejects.toThrow('refused');
    await expect(call('app.remove', { id: 'shop' })).rejects.toThrow('refused');
    await call('app.put', { id: 'other' });
    expect((await call('app.list', undefined)).map((app) => app.source)).toEqual([source, 'kept']);
  },
);

test('bad settings are refused with their place, and change nothing', async () => {
  const { call } = await start();
  await expect(call('app.put', { id: 'x', options: { limits: { members: 0 } } })).rejects.toThrow(
    'options.limits.members',
  );
  await expect(call('app.put', { id: 'x', key: 'your_app_key' })).rejects.toThrow('App 12345 has the key');
  await expect(call('app.put', { id: 'x', nonsense: 1 } as never)).rejects.toThrow('bad-input');
  await expect(call('app.secret', { id: 'x' })).rejects.toThrow('not-found');
  expect(await call('app.list', undefined)).toHaveLength(1);
});

test('origins that never match, or only here, are warned of', async () => {
  const { call, engine } = await start();
  const allowedOrigins = [
    'shop.test',
    '*.shop.test',
    'https://shop.test',
    'a.test, b.test',
    'shop.test:3000',
    '[::1]',
    'SHOP.test',
    '192.168.1.*',
    '*',
    'null',
    '',
  ];
  const { warnings } = await call('app.put', { id: 'shop', options: { allowedOrigins } });
  expect(warnings.map(({ message }) => message)).toEqual([
    'Of the allowed origin "https://shop.test" only the host shop.test is compared.',
    'The allowed origin "a.test, b.test" can never match.',
    'Of the allowed origin "shop.test:3000" only the host shop.test is compared.',
    'The allowed origin "" can never match.',
  ]);
  expect(engine.describe().problems.map(({ message }) => message)).toEqual(
    expect.arrayContaining(['The allowed origin "" can never match.']),
  );
});

test.each([
  ['::1', '[::1]'],
  ['.shop.test', '*.shop.test'],
  ['bücher.test', 'xn--bcher-kva.test'],
  ['http://*.bücher.test:3000', '*.xn--bcher-kva.test'],
  ['127.1', '127.0.0.1'],
  ['[0:0:0:0:0:0:0:1]', '[::1]'],
])('an origin that browsers write another way never matches, and is told with what would: %s', async (entry, host) => {
  const { call, port } = await start();
  const { warnings } = await call('app.put', { id: '12345', options: { allowedOrigins: [entry] } });
  expect(warnings).toEqual([
    {
      code: 'bad-input',
      message: `The allowed origin ${JSON.stringify(entry)} can never match.`,
      hint: `Browsers name that host another way: write ${host}.`,
    },
  ]);
  const origin = new URL(`http://${host.replace('*', 'www')}`).origin;
  const first = async () => {
    const client = new RawClient(`ws://127.0.0.1:${port}/app/your_app_key`, { origin });
    ends.push(() => client.close());
    return (await client.next()).event;
  };
  expect(await first()).toBe('pusher:error');
  expect(await call('app.put', { id: '12345', options: { allowedOrigins: [host] } })).toMatchObject({ warnings: [] });
  expect(await first()).toBe('pusher:connection_established');
});

test.each(['https:/shop.test', 'user@shop.test', 'a.test;b.test', 'http://'])(
  'an entry that is no host never matches: %s',
  async (entry) => {
    const { call } = await start();
    const { warnings } = await call('app.put', { id: 'shop', options: { allowedOrigins: [entry] } });
    expect(warnings).toMatchObject([
      { message: expect.stringContaining('can never match'), hint: expect.stringContaining('one host') },
    ]);
  },
);

test('what the server behind an app decides is told where it is set here, and does nothing', async () => {
  const { call } = await start();
  const forward = { url: 'http://127.0.0.1:8081', authUrl: '', verifyTls: true };
  const webhooks = [{ url: 'http://127.0.0.1:9/a', events: [], headers: {}, batch: true }];
  const options = { forward, webhooks, allowedOrigins: ['shop.test'] };
  const told = async (change: object) =>
    (await call('app.put', { id: 'shop', options: { ...options, ...change } })).warnings.map(({ message }) => message);
  expect(await told({})).toEqual([
    'The webhooks of app shop are not sent: it is passed through to http://127.0.0.1:8081.',
    'The allowed origins of app shop are not compared: it is passed through to http://127.0.0.1:8081.',
  ]);
  expect(await told({ webhooks: [], allowedOrigins: [] })).toEqual([]);
  expect(await told({ forward: { ...forward, url: '', authUrl: 'http://127.0.0.1:8000' } })).toEqual([]);
});

test('a masked value of a webhook is kept when its address changes, and an address is not taken twice', async () => {
  const { call } = await start();
  const webhook = {
    url: 'http://127.0.0.1:9/a',
    events: [],
    headers: { Authorization: 'Bearer 0123456789' },
    batch: true,
  };
  const { options } = await call('app.put', { id: 'shop', options: { webhooks: [webhook] } });
  const [masked] = options.webhooks;
  expect(masked?.headers.Authorization).not.toContain('0123456789');
  const moved = { ...webhook, ...masked, url: 'http://127.0.0.1:9/b' };
  await call('app.put', { id: 'shop', options: { webhooks: [moved] } });
  const kept = JSON.parse(await readFile(join(dataDir, 'apps.json'), 'utf8'));
  expect(kept.apps[0].webhooks).toEqual([{ ...webhook, url: moved.url }]);
  await expect(call('app.put', { id: 'shop', options: { webhooks: [moved, moved] } })).rejects.toThrow(
    'has an address twice',
  );
});

test('webhooks are told of what leaves this computer, their secrets masked; one that was sent can be sent again', async () => {
  const receiver = await startReceiver();
  ends.push(() => receiver.close());
  const { call, port } = await start();
  const headers = { Authorization: 'Bearer 0123456789', 'X-Team': 'blue' };
  const webhook = { url: receiver.url, events: [], headers, batch: false };
  const away = { ...webhook, url: 'https://hooks.example.com/pusher', headers: {} };
  const details = await call('app.put', { id: '12345', options: { webhooks: [webhook, away] } });
  expect(JSON.stringify(details)).not.toContain('0123456789');
  expect(details.warnings).toMatchObject([{ message: expect.stringContaining('they go to hooks.example.com') }]);
  // What the page knows is the mask, and sending it back changes nothing.
  await call('app.put', { id: '12345', options: { webhooks: details.options.webhooks.slice(0, 1) } });
  const client = new RawClient(`ws://127.0.0.1:${port}/app/your_app_key`);
  ends.push(() => client.close());
  await (await client.established()).subscribe('orders');
  await receiver.requests(1);
  expect(receiver.received[0]?.headers).toMatchObject({ authorization: 'Bearer 0123456789', 'x-team': 'blue' });
  let seq = 0;
  await expect
    .poll(async () => {
      const view = await call('view.open', { filter: 'event:channel_occupied' });
      const { rows } = await call('view.rows', { viewId: view.viewId, from: view.first, count: 10 });
      await call('view.close', { viewId: view.viewId });
      seq = rows[0]?.seq ?? 0;
      return rows.length;
    })
    .toBe(2);
  expect(JSON.stringify(await call('entry.body', { seq }))).not.toContain('0123456789');
  await call('webhook.resend', { seq });
  await receiver.requests(2);
  expect(receiver.events().map(({ name }) => name)).toEqual(['channel_occupied', 'channel_occupied']);
  await expect(call('webhook.resend', { seq: seq + 1 })).rejects.toThrow('not-found');
  await expect(
    call('app.put', { id: '12345', options: { webhooks: [{ ...webhook, url: 'ftp://x' }] } }),
  ).rejects.toThrow('is no address with http or https');
});

test('a damaged file of apps is set aside, and the hub goes on', async () => {
  await writeFile(join(dataDir, 'apps.json'), '{"apps":[{"id":"shop"}]}');
  const { call, engine } = await start();
  expect(engine.describe().problems).toMatchObject([{ code: 'store-damaged' }]);
  expect(await call('app.list', undefined)).toHaveLength(1);
  const aside = (await readdir(dataDir)).find((name) => name.startsWith('apps.json.damaged-')) ?? '';
  expect(await readFile(join(dataDir, aside), 'utf8')).toContain('"shop"');
});
