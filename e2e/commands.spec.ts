import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import { appServer, subscribe } from './support/clients';
import { engineOf } from './support/engine-of';
import { hubbub, start } from './support/hubbub';
import { anyPort } from './support/launch';
import { type ServedEngine, serve } from './support/served-engine';
import { join as joinChannel, pageOf } from './support/traffic';

let dataDir = '';
let engine: ServedEngine;
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-commands-'));
  engine = await serve(dataDir, [...anyPort, '--app', '12345:your_app_key:your_app_secret', '--app', 'shop:k:s']);
});
test.afterEach(async () => {
  await engine.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const publish = (event: string, data: unknown = {}, channel = 'orders') =>
  appServer(engine.hub).trigger(channel, event, data);
const ofApp = (...args: string[]) => [...args, '--app-id', '12345', '--data', dataDir];

/** A command that goes on, read line by line. */
function following(...args: string[]) {
  const child = start(...args, '--data', dataDir);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return {
    child,
    line: async () => String((await lines.next()).value),
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, stderr })),
  };
}

/** Publishes until the follower prints: it is there some time after it was started. */
async function firstLine(tail: { line(): Promise<string> }, event: string): Promise<string> {
  let printed: string | null = null;
  void tail.line().then((text) => {
    printed = text;
  });
  await expect
    .poll(async () => {
      await publish(event);
      return printed;
    })
    .not.toBeNull();
  return printed ?? '';
}

test('send publishes an update with all its fields, and says what belongs to which protocol', async () => {
  const url = new URL('/.well-known/mercure?topic=https://example.com/b', engine.hub);
  const stream = await fetch(url);
  const update = ['send', 'https://example.com/a', 'moved', '{"at":7}', '--alternate', 'https://example.com/b'];
  const sent = await hubbub(...update, '--id', 'urn:x:1', '--retry', '500', '--data', dataDir);
  expect(sent).toMatchObject({ code: 0, stdout: expect.stringMatching(/1 client of 1\.$/m) });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('data: ')) text += (await reader?.read())?.value ?? '';
  expect(text).toContain('event: moved\nretry: 500\nid: urn:x:1\ndata: {"at":7}\n\n');
  await reader?.cancel();

  const nobody = await hubbub(...update, '--private', '--data', dataDir);
  expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('nobody is subscribed') });
  const refused = await hubbub(...update, '--retry', 'soon', '--data', dataDir);
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Invalid "retry" parameter') });
  const mixed = await hubbub(...update, '--protocol', 'pusher', '--data', dataDir);
  expect(mixed).toMatchObject({ code: 2, stderr: expect.stringContaining('not of pusher') });
  const unknown = await hubbub('send', 'a', 'b', '{}', '--protocol', 'amqp', '--data', dataDir);
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringContaining('It serves: pusher, mercure') });
});

test('tail prints what comes from now on, and Ctrl-C ends it with 0', async () => {
  await publish('LongBefore');
  const tail = following('tail', '--json', 'kind:publish', 'channel:orders');
  const first = JSON.parse(await firstLine(tail, 'Now'));
  expect(first).toMatchObject({ kind: 'publish', channel: 'orders', event: 'Now', app: '12345', matched: 0 });
  expect(JSON.parse(first.body)).toMatchObject({ name: 'Now' });
  await publish('Elsewhere', {}, 'other');
  await publish('Then');
  let then = JSON.parse(await tail.line());
  while (then.event === 'Now') then = JSON.parse(await tail.line());
  expect(then.event).toBe('Then');
  tail.child.kill('SIGINT');
  expect((await tail.ended).code).toBe(0);
});

test('tail --last begins with the past, in a line a person can read, whatever a peer sent', async () => {
  for (const event of ['First', 'Second', 'Third\u001b[2J']) await publish(event, { id: 7 });
  const tail = following('tail', '--last', '2', 'kind:publish');
  expect(await tail.line()).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}publish {5}orders {20}Second /);
  const third = await tail.line();
  expect(third).toContain('Third\\u001b[2J');
  expect(third).not.toContain('\u001b');
  tail.child.kill('SIGINT');
  expect((await tail.ended).code).toBe(0);
});

test('tail ends quietly with the reader of its pipe', async () => {
  const tail = following('tail', '--json');
  await firstLine(tail, 'Now');
  tail.child.stdout.destroy();
  // It finds out when it writes.
  await expect.poll(async () => [(await publish('More')).status, tail.child.exitCode]).toEqual([200, 0]);
  expect((await tail.ended).stderr).toBe('');
});

test('tail says when the engine goes away, and ends with 3', async () => {
  const tail = following('tail');
  await firstLine(tail, 'Now');
  process.kill((await engineOf(dataDir)).pid, 'SIGKILL');
  const { code, stderr } = await tail.ended;
  expect(code).toBe(3);
  expect(stderr).toContain('The engine has gone away.');
});

test('send reaches who is subscribed and says how many', async () => {
  const { client, subscription } = await subscribe(engine.hub, 'orders');
  const received = new Promise((done) => subscription.bind('OrderShipped', done));
  const sent = await hubbub('send', 'orders', 'OrderShipped', '{"id":7}', ...ofApp());
  expect(sent).toMatchObject({ code: 0, stderr: '' });
  expect(sent.stdout).toMatch(/^Sent to orders as entry \d+: 1 client of 1\.\n$/);
  expect(await received).toEqual({ id: 7 });

  const excluded = ['--exclude', client.connection.socket_id];
  const nobody = await hubbub('send', 'orders', 'OrderShipped', '1', ...excluded, ...ofApp('--json'));
  expect(nobody.code).toBe(1);
  expect(JSON.parse(nobody.stdout)).toMatchObject({ ok: true, matched: 1, excluded: 1 });
  client.disconnect();
});

test('send to nobody is a no, and tells who was near', async () => {
  const page = pageOf(engine.hub, 'ada');
  await joinChannel(page, 'private-orders');
  const child = start('send', 'orders', 'OrderShipped', '-', ...ofApp());
  child.stdin.end('{"id": 7}\n');
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  expect(stderr).toContain('Sent to orders, where nobody is subscribed.');
  expect(stderr).toContain('1 client subscribed to private-orders instead.');
  page.disconnect();
});

test('send refuses what is no message', async () => {
  const json = await hubbub('send', 'orders', 'E', '{id:7}', ...ofApp());
  expect(json.code).toBe(2);
  expect(json.stderr).toContain('no JSON');
  const several = await hubbub('send', 'orders', 'E', '{}', '--data', dataDir);
  expect(several.code).toBe(2);
  expect(several.stderr).toContain('12345, shop');
  expect((await hubbub('send', 'orders', 'E', '{}', '--app-id', 'none', '--data', dataDir)).code).toBe(2);
  const channel = await hubbub('send', 'no such name!', 'E', '{}', ...ofApp());
  expect(channel.code).toBe(1);
  expect(channel.stderr).not.toBe('');
});

test('export writes the same with an engine and without one', async () => {
  for (const id of [1, 2, 3]) await publish('OrderShipped', { id, note: '"a", b\n实时' });
  const args = ['export', 'event:OrderShipped', 'kind:publish', '--data', dataDir];
  // What was published a moment ago may still be on its way to the file.
  await expect.poll(async () => (await hubbub(...args)).stdout.split('\n').length).toBe(4);
  const attached = await hubbub(...args);
  expect(attached).toMatchObject({ code: 0, stderr: '' });
  const entries = attached.stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(entries.map(({ body }) => JSON.parse(JSON.parse(body).data))).toMatchObject([{ id: 1 }, { id: 2 }, { id: 3 }]);
  const csv = await hubbub(...args, '--format', 'csv');
  expect(csv.stdout.split('\r\n')).toHaveLength(5);
  const other = await hubbub(...args, '--app-id', 'shop');
  expect(other).toMatchObject({ code: 0, stdout: '' });

  await engine.stop();
  expect((await hubbub(...args)).stdout).toBe(attached.stdout);
  expect((await hubbub(...args, '--format', 'csv')).stdout).toBe(csv.stdout);
  const file = join(dataDir, 'out.json');
  expect(await hubbub(...args, '--format', 'json', '--output', file)).toMatchObject({ code: 0, stdout: '' });
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(entries);
});

test('export refuses a filter that is not valid, and a folder without a capture', async () => {
  const filter = await hubbub('export', 'size:>lots', '--data', dataDir);
  expect(filter.code).toBe(2);
  expect(filter.stderr).toContain('filter');
  const nothing = await hubbub('export', '--data', join(dataDir, 'nothing'));
  expect(nothing.code).toBe(1);
  expect((await hubbub('export', '--format', 'xml', '--data', dataDir)).code).toBe(2);
});

test('open prints an address that works once', async () => {
  const { code, stdout } = await hubbub('open', '--print', '--data', dataDir);
  expect(code).toBe(0);
  expect((await fetch(stdout.trim(), { redirect: 'manual' })).status).toBe(303);
  expect((await fetch(stdout.trim(), { redirect: 'manual' })).status).toBe(401);
  const json = await hubbub('open', '--json', '--data', dataDir);
  expect(new URL(JSON.parse(json.stdout).dashboard).origin).toBe(new URL(engine.dashboard).origin);
  expect((await hubbub('open', '--print', '--app-id', '12345', '--data', dataDir)).code).toBe(0);
  const unknown = await hubbub('open', '--print', '--app-id', 'none', '--data', dataDir);
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('12345');
});

test('without an engine the commands that need one end with 3 and say what to do', async () => {
  await engine.stop();
  const runs = [['tail'], ['send', 'orders', 'E', '{}'], ['open', '--print']];
  for (const args of runs) {
    const { code, stderr } = await hubbub(...args, '--data', dataDir);
    expect([args[0], code]).toEqual([args[0], 3]);
    expect(stderr).toContain(`No engine runs on the data folder ${dataDir}.`);
    expect(stderr).toContain('hubbub serve');
  }
});

test('help says what a command does, by example, and how it ends', async () => {
  for (const command of ['serve', 'tail', 'send', 'export', 'open']) {
    const { code, stdout } = await hubbub(command, '--help');
    expect(code).toBe(0);
    for (const part of ['Examples:', `$ hubbub ${command}`, 'Exit codes: 0', '--data <DIR>', '--json']) {
      expect(stdout).toContain(part);
    }
  }
});
