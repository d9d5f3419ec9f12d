import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defaultApp } from '../hub/apps';
import { makeAuthority, makeLeaf, readIssuer } from '../tls/make-certificate';
import { configSchema } from './config-schema';
import { engineSettings } from './engine-settings';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubbub-config-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function configFile(content: unknown): Promise<string> {
  const file = join(folder, 'hubbub.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const base = { dataDir: '/nowhere', version: '0.0.0', mustListen: true };
const shop = { id: 'shop', key: 'shop-key', secret: 'shop-secret' };

test('without anything said there are the default app, listeners and dashboard', async () => {
  const settings = await engineSettings(base);
  expect(settings.apps).toBeUndefined();
  expect(settings.listen.map(({ host, port, asked }) => `${host} ${port} ${asked}`)).toEqual([
    '127.0.0.1 6001 false',
    '::1 6001 false',
    '127.0.0.1 8080 false',
    '::1 8080 false',
  ]);
  expect(settings.dashboard).toEqual({ host: '127.0.0.1', port: 6002, asked: false });
});

test('a settings file is taken over the defaults, and flags over the file', async () => {
  const config = await configFile({
    apps: [{ ...shop, clientEvents: 'off', capacity: 5 }],
    listen: ['127.0.0.1:7001'],
    dashboard: '127.0.0.1:7002',
    retention: { hours: 2 },
  });
  const fromFile = await engineSettings({ ...base, config });
  expect(fromFile.apps?.source).toBe('config');
  expect(fromFile.apps?.apps).toEqual([{ ...defaultApp, ...shop, clientEvents: 'off', capacity: 5 }]);
  expect(fromFile.listen).toEqual([{ host: '127.0.0.1', port: 7001, asked: true }]);
  expect(fromFile.retention).toEqual({ entries: 1_000_000, bytes: 2_147_483_648, ms: 7_200_000 });

  const flags = { listen: ['[::1]:7003'], apps: ['a:b:c:d'], dashboard: '127.0.0.1:0' };
  const settings = await engineSettings({ ...base, config, ...flags });
  expect(settings.apps).toMatchObject({ source: 'flag', apps: [{ id: 'a', key: 'b', secret: 'c:d' }] });
  expect(settings.listen).toEqual([{ host: '::1', port: 7003, asked: true }]);
  expect(settings.dashboard).toEqual({ host: '127.0.0.1', port: 0, asked: true });
});

test('an engine that comes back wants the ports it had', async () => {
  const settings = await engineSettings({
    ...base,
    listen: ['127.0.0.1:0', '127.0.0.1:0'],
    again: { hubPorts: [5001, null], dashboardPort: 5002 },
  });
  expect(settings.listen.map(({ port }) => port)).toEqual([5001, 0]);
  expect(settings.dashboard.port).toBe(5002);
});

test.each([
  [{ apps: [{ id: 'shop', key: 'k' }] }, 'apps[0].secret:'],
  [{ listen: ['nowhere'] }, 'listen[0]: is no HOST:PORT'],
  [{ dashbord: '127.0.0.1:1' }, 'dashbord'],
  [{ retention: { hours: -1 } }, 'retention.hours:'],
  ['{ "apps": [', 'is no JSON'],
])('a wrong settings file is told with its place: %j', async (content, place) => {
  const config = await configFile(content);
  await expect(engineSettings({ ...base, config })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(place),
  });
});

test('a settings file that is not there is bad usage', async () => {
  const config = join(folder, 'missing.json');
  await expect(engineSettings({ ...base, config })).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining('it is not there'),
  });
});

test('a wrong app is told without its secret', async () => {
  const failed = await engineSettings({ ...base, apps: ['hush-hush'] }).catch((error: unknown) => error);
  expect(String(failed)).not.toContain('hush');
});

test('docs/config.schema.json is what is checked (UPDATE=1 writes it)', async () => {
  const file = 'docs/config.schema.json';
  const schema = { title: 'Hubbub settings', ...z.toJSONSchema(configSchema, { io: 'input' }) };
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env.UPDATE === '1') await writeFile(file, text);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(JSON.parse(text));
});

test('the relay of the settings file is decided where it says something', async () => {
  const config = await configFile({ relay: { mode: 'echo', origins: ['shop.test'], replies: [{ text: 'hello' }] } });
  const { given } = await engineSettings({ ...base, config });
  expect(given.map(({ path, by }) => `${path} ${by}`)).toEqual([
    'relay.mode --config',
    'relay.origins --config',
    'relay.replies --config',
  ]);
  expect(given[2]?.value).toEqual([{ when: 'message', path: '', match: '', text: 'hello', to: 'sender' }]);
  const wrong = await configFile({ relay: { mode: 'loud' } });
  await expect(engineSettings({ ...base, config: wrong })).rejects.toMatchObject({
    message: expect.stringContaining('relay.mode:'),
  });
});

test('Socket.IO of the settings file is decided where it says something, and a flag wins over it', async () => {
  const authUrls = ['https://shop.test/broadcasting/auth'];
  const config = await configFile({ socketio: { authUrls, pingIntervalMs: 5_000 } });
  const { given } = await engineSettings({ ...base, config });
  expect(given).toEqual([
    { path: 'socketio.pingIntervalMs', by: '--config', value: 5_000 },
    { path: 'socketio.authUrls', by: '--config', value: authUrls },
  ]);
  const socketIoAuth = ['http://localhost/api/broadcasting/auth'];
  const said = await engineSettings({ ...base, config, socketIoAuth });
  expect(said.given[1]).toEqual({ path: 'socketio.authUrls', by: '--socketio-auth', value: socketIoAuth });
  for (const [wrong, words] of [
    [['shop.test/auth'], 'is no address that begins with http:// or https://'],
    [[], 'names no address'],
  ] as const) {
    const config = await configFile({ socketio: { authUrls: wrong } });
    await expect(engineSettings({ ...base, config })).rejects.toMatchObject({
      message: expect.stringContaining(words),
    });
  }
});

describe('a certificate for TLS', () => {
  async function pair(): Promise<{ cert: string; key: string }> {
    const issuer = await readIssuer(await makeAuthority('Ours', Date.now()));
    const made = await makeLeaf(issuer, ['hub.internal'], Date.now());
    await writeFile(join(folder, 'cert.pem'), made.cert);
    await writeFile(join(folder, 'key.pem'), made.key);
    return { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  }

  test('is read from flags, or from the settings file with paths from where that is', async () => {
    const files = await pair();
    expect((await engineSettings({ ...base, tls: files })).tls?.files).toEqual(files);
    const config = await configFile({ tls: { cert: 'cert.pem', key: './key.pem' } });
    expect((await engineSettings({ ...base, config })).tls).toMatchObject({
      files,
      cert: await readFile(files.cert, 'utf8'),
    });
  });

  test.each([
    ['one that is not there', { cert: '/nowhere/cert.pem' }, 'cert.pem cannot be read: it is not there'],
    ['one without a key', { key: '' }, 'needs its key'],
    ['one that is none', { cert: 'vitest.config.mts' }, 'cannot be used for TLS'],
  ])('%s is a Problem', async (_what, change, words) => {
    const files = { ...(await pair()), ...change };
    await expect(engineSettings({ ...base, tls: files })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(words),
      hint: expect.stringContaining('--tls-cert'),
    });
  });

  test('a key that is not its own is a Problem', async () => {
    const { cert } = await pair();
    const other = await readIssuer(await makeAuthority('Other', Date.now()));
    await writeFile(join(folder, 'other.pem'), (await makeLeaf(other, ['a.test'], Date.now())).key);
    await expect(engineSettings({ ...base, tls: { cert, key: join(folder, 'other.pem') } })).rejects.toMatchObject({
      message: expect.stringContaining('the key is not the one of the certificate'),
    });
  });
});
