import { mkdir, mkdtemp, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import Pusher from 'pusher';
import { expect, test } from 'vitest';
import { CallClient } from '../../contract/call-client';
import { createEngine, type Engine } from '../engine';
import { createPortPair } from '../port/port-pair';
import { closeAfterTest, temporaryFolder, workerDir } from '../store/store.test-support';

async function startEngine(dataDir = temporaryFolder()): Promise<Engine> {
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  return closeAfterTest(await createEngine({ dataDir, workerDir, version: '0.0.0', listen }));
}

function attach(engine: Engine) {
  const [near, far] = createPortPair();
  engine.attach(far);
  return new CallClient(near, () => {});
}

const env = (more = '') => `APP_NAME=Shop
BROADCAST_CONNECTION=reverb
QUEUE_CONNECTION=sync
REVERB_APP_ID=512345
REVERB_APP_KEY=shop_key
REVERB_APP_SECRET=shop_secret
REVERB_HOST=localhost
REVERB_PORT=8080
REVERB_SCHEME=http
VITE_REVERB_APP_KEY="\${REVERB_APP_KEY}"
VITE_REVERB_HOST="\${REVERB_HOST}"
VITE_REVERB_SCHEME="\${REVERB_SCHEME}"
${more}`;

async function shop(): Promise<string> {
  const dir = await realpath(await mkdtemp(join(tmpdir(), 'hubbub-shop-')));
  closeAfterTest({ close: () => rm(dir, { recursive: true }) });
  const files = {
    'composer.json': '{"require":{"laravel/framework":"^12.0"}}',
    '.env': env(),
    'resources/js/app.js': "Echo.channel('orders').listen('OrderShipped', f);",
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return dir;
}

const port = (engine: Engine) => new URL(engine.listeners()[0]?.url ?? '').port;

test('a folder proposes its app, and hands out the lines that point it at the hub', async () => {
  const engine = await startEngine();
  const client = attach(engine);
  const dir = await shop();
  expect(await client.call('project.state', undefined)).toBeNull();
  const state = await client.call('project.open', { dir });
  expect(state).toMatchObject({
    dir,
    name: 'Shop',
    framework: 'laravel',
    // Without VITE_REVERB_PORT the page goes to port 80.
    findings: [{ code: 'browser-route-differs', values: { browser: 'ws://localhost' } }],
    app: { id: '512345', key: 'shop_key', state: 'missing', secretLength: 11 },
  });
  expect(JSON.stringify(state)).not.toContain('shop_secret');
  // The host is right, and the page's lines repeat those of the server: only the ports are left.
  expect(state?.block).toEqual({
    file: '.env',
    lines: [
      { name: 'REVERB_PORT', value: port(engine), before: '8080', place: { file: '.env', line: 8 } },
      { name: 'VITE_REVERB_PORT', value: '"${REVERB_PORT}"', before: null, place: null },
    ],
  });
  expect(await client.call('project.block', undefined)).toEqual({
    text: `REVERB_PORT=${port(engine)}\nVITE_REVERB_PORT="\${REVERB_PORT}"`,
  });
});

test('its app is put on the hub with its own id, key and secret, and takes its publishes', async () => {
  const engine = await startEngine();
  const client = attach(engine);
  await client.call('project.open', { dir: await shop() });
  await client.call('project.adopt', undefined);
  expect((await client.call('project.state', undefined))?.app?.state).toBe('there');
  const at = { host: '127.0.0.1', port: port(engine), useTLS: false };
  const server = new Pusher({ appId: '512345', key: 'shop_key', secret: 'shop_secret', ...at });
  expect((await server.trigger('orders', 'OrderShipped', {})).status).toBe(200);
});

test('an unknown key that is adopted has its secret from the project', async () => {
  const engine = await startEngine();
  const client = attach(engine);
  await client.call('project.open', { dir: await shop() });
  expect(await client.call('app.adopt', { key: 'shop_key' })).toMatchObject({ id: '512345', secretLength: 11 });
  expect(await client.call('app.adopt', { key: 'other_key' })).toMatchObject({ id: 'other_key', secretLength: 0 });
});

test('an app with the key of the project and another secret is told of, and made the same', async () => {
  const client = attach(await startEngine());
  await client.call('app.put', { id: '1', key: 'shop_key', secret: 'wrong' });
  const state = await client.call('project.open', { dir: await shop() });
  expect(state?.app?.state).toBe('differs');
  expect(state?.findings).toContainEqual({
    code: 'app-differs',
    level: 'warning',
    values: { key: 'shop_key' },
    places: [],
  });
  await client.call('project.adopt', undefined);
  expect((await client.call('project.state', undefined))?.app?.state).toBe('there');
});

test('a change of a file is noticed, and nothing is written into the folder', async () => {
  const client = attach(await startEngine());
  const dir = await shop();
  let told = 0;
  client.signals.on('project.changed', () => {
    told += 1;
  });
  const before = await listing(dir);
  await client.call('project.open', { dir });
  await expect.poll(() => told).toBeGreaterThan(0);
  expect(await listing(dir)).toEqual(before);
  const revision = async () => (await client.call('project.state', undefined))?.revision ?? 0;
  const first = await revision();
  await writeFile(join(dir, '.env'), env('BROADCAST_CONNECTION=log\n'));
  await expect.poll(revision, { timeout: 5_000 }).toBeGreaterThan(first);
  const codes = (await client.call('project.state', undefined))?.findings.map(({ code }) => code);
  expect(codes).toContain('driver-log');
  await writeFile(join(dir, 'resources/js/more.js'), "Echo.private('a').listen('.b', f);");
  await expect
    .poll(async () => (await client.call('project.state', undefined))?.code.listeners.length, { timeout: 5_000 })
    .toBe(2);
});

test('each workspace keeps its own documents and labels, and the one open last is open again', async () => {
  const dataDir = temporaryFolder();
  const first = await startEngine(dataDir);
  const client = attach(first);
  const dir = await shop();
  await client.call('document.write', { name: 'saved-messages', json: '["none"]' });
  await client.call('project.open', { dir });
  expect(await client.call('document.read', { name: 'saved-messages' })).toEqual({ json: null, workspace: dir });
  await client.call('document.write', { name: 'saved-messages', json: '["shop"]' });
  // A page that has not heard yet writes where it has read.
  await client.call('document.write', { name: 'layout', json: '1', workspace: '' });
  expect(await client.call('document.read', { name: 'layout' })).toEqual({ json: null, workspace: dir });
  await first.close();

  const again = attach(await startEngine(dataDir));
  expect(await again.call('workspace.list', undefined)).toMatchObject({
    current: dir,
    workspaces: [{ dir, name: 'Shop' }],
  });
  await expect.poll(() => again.call('project.state', undefined)).toMatchObject({ name: 'Shop' });
  expect((await again.call('document.read', { name: 'saved-messages' })).json).toBe('["shop"]');
  expect(await again.call('project.open', { dir: '' })).toBeNull();
  expect((await again.call('document.read', { name: 'saved-messages' })).json).toBe('["none"]');
  expect((await again.call('document.read', { name: 'layout' })).json).toBe('1');
});

test.each([
  ['shop', 'bad-input'],
  ['/nowhere/at/all', 'not-found'],
])('the folder %s is refused', async (dir, code) => {
  const client = attach(await startEngine());
  await expect(client.call('project.open', { dir })).rejects.toMatchObject({ code });
  expect(await client.call('workspace.list', undefined)).toEqual({ current: '', workspaces: [] });
});

/** Every file below a folder, with when it was changed. */
async function listing(dir: string): Promise<readonly string[]> {
  const names = await readdir(dir, { recursive: true });
  return Promise.all(names.sort().map(async (name) => `${name} ${(await stat(join(dir, name))).mtimeMs}`));
}

test('a proposal is one call away from a profile that connects, and its secrets stay in the engine', async () => {
  const engine = await startEngine();
  const client = attach(engine);
  const dir = await shop();
  await writeFile(
    join(dir, '.env'),
    env('VITE_REVERB_PORT="${REVERB_PORT}"\nREDIS_HOST=127.0.0.1\nREDIS_PASSWORD=redis_pw\n').replace(
      'REVERB_PORT=8080',
      `REVERB_PORT=${port(engine)}`,
    ),
  );
  const state = await client.call('project.open', { dir });
  expect(state?.proposals.map(({ protocol, name, url, profile }) => [protocol, name, url, profile])).toEqual([
    ['pusher', 'Shop reverb', `ws://localhost:${port(engine)}`, null],
    ['redis', 'Shop Redis', 'redis://127.0.0.1:6379', null],
    ['log', 'Shop log', join(dir, 'storage/logs/laravel.log'), null],
  ]);
  await client.call('project.adopt', undefined);
  const saved = [];
  for (const { id } of state?.proposals ?? []) saved.push(await client.call('project.save', { id }));
  expect(saved.map(({ profile }) => [profile.protocol, profile.keptSecrets])).toEqual([
    ['pusher', ['secret']],
    ['redis', ['password']],
    ['log', []],
  ]);
  expect(saved[0]?.profile.fields).toMatchObject({ server: 'reverb', key: 'shop_key', appId: '512345' });
  // Saved once, it is shown rather than made again.
  const after = await client.call('project.state', undefined);
  expect(after?.proposals.map(({ profile }) => profile)).toEqual(saved.map(({ profile }) => profile.id));
  await client.call('project.save', { id: state?.proposals[0]?.id ?? '' });
  expect(await client.call('session.list', undefined)).toHaveLength(3);
  expect(JSON.stringify([state, saved, after])).not.toMatch(/shop_secret|redis_pw/);
  await expect(client.call('project.save', { id: 'pusher nothing' })).rejects.toMatchObject({ code: 'not-found' });

  // The secret is the right one: the hub signs and answers.
  await client.call('session.connect', { id: saved[0]?.profile.id ?? '' });
  await expect
    .poll(async () => (await client.call('session.list', undefined)).find(({ phase }) => phase === 'connected')?.found)
    .toEqual([]);
});

test('profiles belong to the folder they were made in; one that runs stays in sight until it is ended', async () => {
  const dataDir = temporaryFolder();
  const engine = await startEngine(dataDir);
  const client = attach(engine);
  const toy = { name: 'Chat', protocol: 'websocket', fields: { url: `ws://127.0.0.1:${port(engine)}/chat` } };
  const names = async () => (await client.call('session.list', undefined)).map(({ profile }) => profile.name);
  await client.call('profile.put', toy);
  const dir = await shop();
  await client.call('project.open', { dir });
  expect(await names()).toEqual([]);
  const { profile } = await client.call('profile.put', { ...toy, name: 'Shop chat' });
  await client.call('session.connect', { id: profile.id });
  await client.call('project.open', { dir: '' });
  expect(await names()).toEqual(['Chat', 'Shop chat']);
  await client.call('session.disconnect', { id: profile.id });
  expect(await names()).toEqual(['Chat']);
  // Changed from elsewhere, it stays where it belongs.
  await client.call('profile.put', { ...toy, id: profile.id, name: 'Shop talk' });
  expect(await names()).toEqual(['Chat']);
  await engine.close();
  const later = attach(await startEngine(dataDir));
  await later.call('project.open', { dir });
  expect((await later.call('session.list', undefined)).map(({ profile }) => profile.name)).toEqual(['Shop talk']);
});
