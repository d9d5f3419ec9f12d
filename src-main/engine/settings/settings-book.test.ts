import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { changedSettings, defaultSettings } from '../../contract/settings';
import { createEngine, type Engine } from '../engine';
import { attach } from '../engine.test-support';
import { defaultApp } from '../hub/apps';
import { engineSettings } from './engine-settings';
import { readSettings, SettingsBook } from './settings-book';
import { settingsSchema } from './settings-schema';

let folder = '';
const ending: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hubbub-settings-'));
});
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
  await rm(folder, { recursive: true, force: true });
});

const file = () => join(folder, 'settings.json');
const open = async () => new SettingsBook(folder, await readSettings(folder));
const kept = async () => JSON.parse(await readFile(file(), 'utf8'));

test('what is changed holds at once, is told, and is there at the next start; only differences are kept', async () => {
  const book = await open();
  const told: string[] = [];
  book.onChange((now, before) => told.push(`${before.appearance.theme} ${now.appearance.theme}`));
  expect(book.state).toEqual({ settings: defaultSettings, file: file(), text: '{}\n', fixed: [], problem: null });
  await book.change('appearance.theme', 'dark');
  await book.change('keys.view.pause', '$mod+KeyJ');
  await book.change('appearance.theme', 'dark');
  expect(told[0]).toBe('system dark');
  expect(told).toHaveLength(2);
  expect(await kept()).toEqual({ appearance: { theme: 'dark' }, keys: { 'view.pause': '$mod+KeyJ' } });
  expect(book.state.text).toBe(await readFile(file(), 'utf8'));
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  const next = await open();
  expect(next.settings.appearance).toMatchObject({ theme: 'dark' });
  expect(changedSettings(next.settings)).toEqual(['appearance.theme', 'keys.view.pause']);
  await next.reset('keys.view.pause');
  expect(await kept()).toEqual({ appearance: { theme: 'dark' } });
  await next.reset('appearance');
  await next.change('general.language', 'zh-CN');
  await next.reset('');
  expect(await kept()).toEqual({});
});

test.each([
  ['appearance.theme', 'pink'],
  ['appearance.colour', 'red'],
  ['nothing.here', 1],
  ['appearance', {}],
  ['__proto__.polluted', true],
  ['hub.listen', ['nowhere']],
  ['hub.listen', ['127.0.0.1:0']],
  ['retention.entries', 3],
])('%s cannot be set to %j', async (path, value) => {
  const book = await open();
  await expect(book.change(path, value)).rejects.toMatchObject({ code: 'bad-input' });
  expect(book.settings).toEqual(defaultSettings);
  expect(await readdir(folder)).toEqual([]);
});

test.each(['{', '[]', '{"appearance":{"theme":"pink"}}', '{"colours":{}}'])(
  'a file that says %s is moved aside, and the usual settings hold',
  async (text) => {
    await writeFile(file(), text);
    const book = await open();
    expect(book.settings).toEqual(defaultSettings);
    const [aside = ''] = await readdir(folder);
    expect(aside).toMatch(/^settings\.json\.damaged-/);
    expect(await readFile(join(folder, aside), 'utf8')).toBe(text);
    expect(book.state.problem).toMatchObject({ code: 'store-damaged', hint: expect.stringContaining(aside) });
  },
);

test('flags and --config win over what is kept, are said by name, and cannot be changed', async () => {
  await writeFile(file(), '{"hub":{"listen":["127.0.0.1:7009"]},"retention":{"hours":5}}');
  const config = join(folder, 'config.json');
  await writeFile(config, '{"listen":["127.0.0.1:7001"],"retention":{"hours":2}}');
  const base = { dataDir: folder, version: '0.0.0', mustListen: false };
  const read = await readSettings(folder);
  expect((await engineSettings(base, read.settings)).listen).toEqual([{ host: '127.0.0.1', port: 7009, asked: false }]);
  const settings = await engineSettings({ ...base, config, listen: ['127.0.0.1:7002'] }, read.settings);
  expect(settings.listen).toEqual([{ host: '127.0.0.1', port: 7002, asked: true }]);
  expect(settings.retention.ms).toBe(7_200_000);
  const book = new SettingsBook(folder, read, settings.given);
  expect(book.state.settings.hub.listen).toEqual(['127.0.0.1:7002']);
  expect(book.state.settings.retention.hours).toBe(2);
  expect(book.state.fixed).toContainEqual({ path: 'hub.listen', by: '--listen' });
  expect(book.state.fixed).toContainEqual({ path: 'retention.hours', by: '--config' });
  await expect(book.change('retention.hours', 9)).rejects.toMatchObject({ code: 'refused' });
});

async function engineOn(ports: readonly number[]): Promise<Engine> {
  const book = new SettingsBook(folder, await readSettings(folder));
  const listen = ports.map((port) => ({ host: '127.0.0.1', port, asked: false }));
  const engine = await createEngine({
    dataDir: folder,
    workerDir: resolve('out/engine'),
    version: '0.0.0',
    listen,
    settings: book,
  });
  ending.push(() => engine.close());
  return engine;
}

async function hold(): Promise<{ readonly port: number; readonly server: Server }> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return { port: typeof address === 'object' ? (address?.port ?? 0) : 0, server };
}

const letGo = (server: Server) => new Promise((done) => server.close(done));

test('the hub listens elsewhere at once; a taken port is skipped, with a way out, until it is free', async () => {
  const { port, server } = await hold();
  const engine = await engineOn([0]);
  const call = attach(engine);
  const [first] = engine.listeners();
  await call('settings.change', { path: 'hub.listen', value: [`127.0.0.1:${port}`] });
  await expect.poll(() => engine.listeners()[0]?.state).toBe('failed');
  expect(engine.listeners()[0]).toMatchObject({ problem: { code: 'port-taken' }, freePort: expect.any(Number) });
  await expect(fetch(first?.url ?? '')).rejects.toThrow();
  await letGo(server);
  await call('hub.retry', undefined);
  expect(engine.listeners()).toMatchObject([{ url: `http://127.0.0.1:${port}`, state: 'listening', problem: null }]);
  expect((await fetch(`http://127.0.0.1:${port}/`)).ok).toBe(true);
});

test('the capture is cleared but for a Gap that says so, and less of it is kept from now on', async () => {
  const engine = await engineOn([0]);
  const call = attach(engine);
  const draft = { app: defaultApp.id, channel: 'orders', event: 'E', data: '{}', excludeSocketId: '' };
  for (let at = 0; at < 3; at += 1) await call('message.send', draft);
  await expect.poll(async () => (await call('capture.use', undefined)).entries).toBe(3);
  await call('capture.clear', undefined);
  await expect.poll(async () => (await call('capture.use', undefined)).entries).toBe(1);
  const { viewId, first } = await call('view.open', { filter: '' });
  const { rows } = await call('view.rows', { viewId, from: first, count: 10 });
  expect(rows.map(({ kind, summary }) => `${kind}: ${summary}`)).toEqual([
    'gap: 3 entries. The capture was cleared by a person.',
  ]);
  await call('settings.change', { path: 'retention.entries', value: 1_000 });
  for (let at = 0; at < 1_200; at += 1) await call('message.send', draft);
  await expect.poll(async () => (await call('capture.use', undefined)).entries, { timeout: 10_000 }).toBe(1_000);
});

test('a key of Mercure is one that something can be signed for', async () => {
  const book = await open();
  const pem = (type: 'rsa' | 'ed25519') =>
    (type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2_048 }) : generateKeyPairSync(type)).publicKey
      .export({ type: 'spki', format: 'pem' })
      .toString();
  const why = (kind: string, key: string) =>
    book.change('mercure.publisherKey', { kind, key }).then(
      () => '',
      (error: Error) => error.message,
    );
  const rsa = pem('rsa');
  expect(await why('RS256', 'x')).toContain('is no public key as PEM, which RS256 takes');
  expect(await why('RS256', pem('ed25519'))).toContain('is a key of type ed25519; RS256 takes one of type rsa');
  expect(await why('HS256', rsa)).toContain('is no secret, which HS256 takes, but a key');
  expect(await why('JWKS', 'ftp://keys.test/set')).toContain('is no address of a JWK Set');
  expect(book.settings.mercure.publisherKey).toBeNull();
  expect([await why('RS512', rsa.replaceAll('\n', '')), await why('JWKS', 'https://keys.test/set')]).toEqual(['', '']);
  expect((await kept()).mercure).toEqual({ publisherKey: { kind: 'JWKS', key: 'https://keys.test/set' } });
});

test('docs/settings.schema.json is what is checked (UPDATE=1 writes it)', async () => {
  const path = 'docs/settings.schema.json';
  const schema = { title: 'Hubbub settings of a data folder', ...z.toJSONSchema(settingsSchema, { io: 'input' }) };
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  if (process.env.UPDATE === '1') await writeFile(path, text);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(JSON.parse(text));
});
