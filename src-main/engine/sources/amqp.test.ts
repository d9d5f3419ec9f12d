import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'amqplib';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createEngine, type Engine } from '../engine';
import { attach, type Caller } from '../engine.test-support';
import { floodWhileBusy } from '../peers/flood.test-support';
import { type RabbitServer, startRabbit } from '../peers/rabbitmq.test-support';
import { type TlsFileNames, tlsFiles } from '../peers/tls-files.test-support';
import { RawClient } from '../protocols/pusher/raw-client.test-support';
import { seqsOf } from '../receipts.test-support';
import { sourceSettings } from '../settings/source-settings';

let files: TlsFileNames;
let rabbit: RabbitServer;
let engine: Engine;
let call: Caller;
let dataDir = '';
const host = { dataDir: '', version: '0.0.0', mustListen: false };
const problemsOf = (one: Engine) => one.describe().problems.map(({ message }) => message);
const problems = () => problemsOf(engine);

/** An engine that is fed by an exchange. */
async function fed(sourceAmqp: string): Promise<{ readonly engine: Engine; readonly dataDir: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'hubbub-amqp-'));
  const started = await createEngine({
    dataDir: folder,
    workerDir: resolve('out/engine'),
    version: '0.0.0',
    listen: [{ host: '127.0.0.1', port: 0, asked: true }],
    sources: sourceSettings({ ...host, sourceAmqp: [sourceAmqp] }),
  });
  return { engine: started, dataDir: folder };
}

/** Another, ended with the test. */
async function anotherFed(sourceAmqp: string): Promise<Engine> {
  const other = await fed(sourceAmqp);
  onTestFinished(async () => {
    await other.engine.close();
    await rm(other.dataDir, { recursive: true, force: true });
  });
  return other.engine;
}

beforeAll(async () => {
  files = await tlsFiles();
  rabbit = await startRabbit({ tls: files });
  ({ engine, dataDir } = await fed(`amqp://guest:guest@127.0.0.1:${rabbit.port}/broadcasts`));
  call = attach(engine);
}, 120_000);
afterAll(async () => {
  await engine?.close();
  await rabbit?.stop();
  files?.remove();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

/** Publishes as an application does, once the hub listens. */
async function publish(key: string, body: string): Promise<void> {
  const connection = await connect(`amqp://guest:guest@127.0.0.1:${rabbit.port}`);
  connection.on('error', () => {});
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange('broadcasts', 'topic');
  await expect.poll(problems, { timeout: 30_000 }).toEqual([]);
  channel.publish('broadcasts', key, Buffer.from(body));
  await channel.waitForConfirms();
  await connection.close();
}

test('an exchange that is not there yet is a Problem; then what is published to it reaches subscribers', async () => {
  await expect
    .poll(problems, { timeout: 30_000 })
    .toEqual([expect.stringContaining("NOT_FOUND - no exchange 'broadcasts'")]);
  const port = new URL(engine.listeners()[0]?.url ?? '').port;
  const page = await new RawClient(`ws://127.0.0.1:${port}/app/your_app_key?protocol=7`).established();
  await page.subscribe('orders.1');
  await page.subscribe('other');
  await publish('orders.1', '{"event":"shipped","data":{"id":7},"socket":null}');
  await publish('any.key', '{"channel":"other","event":"e","data":1}');
  await publish('orders.1', 'no broadcast');
  // toOthers(): not to the page that caused it.
  await publish('orders.1', JSON.stringify({ event: 'own', data: {}, socket: page.socketId }));
  const seqs = (await seqsOf(call, 'kind:publish', 3)).slice(0, 2);
  const rows = await Promise.all(seqs.map((seq) => call('entry.body', { seq })));
  expect(rows.map((one) => [one?.row.channel, one?.row.matched, one?.detail?.name])).toEqual([
    ['orders.1', 1, 'orders.1'],
    ['other', 1, 'any.key'],
  ]);
  expect(await page.flush()).toEqual([
    { event: 'shipped', channel: 'orders.1', data: '{"id":7}' },
    { event: 'e', channel: 'other', data: '1' },
  ]);
  expect(await seqsOf(call, 'kind:refused', 1)).toHaveLength(1);
  page.close();
}, 90_000);

test.each([
  ['a wrong password', () => `amqp://guest:wrong-password@127.0.0.1:${rabbit.port}/x`, 'ACCESS-REFUSED'],
  ['an authority nobody named', () => `amqps://127.0.0.1:${rabbit.tlsPort}/x`, 'certificate not trusted'],
  ['TLS where there is none', () => `amqps://127.0.0.1:${rabbit.port}/x`, 'no TLS on this port'],
  ['a file that is not there', () => `amqps://127.0.0.1:${rabbit.tlsPort}/x?ca=/nowhere.pem`, '/nowhere.pem'],
])('%s is said, and never the password', async (_, address, words) => {
  const other = await anotherFed(address());
  await expect.poll(() => problemsOf(other), { timeout: 10_000 }).toEqual([expect.stringContaining(words)]);
  expect(JSON.stringify(other.describe().problems)).not.toContain('wrong-password');
});

test("over TLS with an authority of one's own, as a user who may only look on", async () => {
  await rabbit.control('add_user', 'obs', 'pw-of-obs');
  await rabbit.control('set_permissions', 'obs', '^amq\\.gen.*', '^amq\\.gen.*', '.*');
  const at = `amqps://obs:pw-of-obs@127.0.0.1:${rabbit.tlsPort}/broadcasts`;
  const other = await anotherFed(`${at}?ca=${encodeURIComponent(files.authority)}`);
  await expect.poll(() => problemsOf(other), { timeout: 10_000 }).toEqual([]);
  const ask = attach(other);
  // It may not have its queue yet.
  const hear = async () => {
    await publish('orders.1', '{"event":"secure","data":{},"socket":null}');
    return (await seqsOf(ask, 'kind:publish event:secure', 1)).length;
  };
  await expect.poll(hear, { timeout: 20_000 }).toBe(1);
  const [seq = 0] = await seqsOf(ask, 'kind:publish event:secure', 1);
  const entry = await ask('entry.body', { seq });
  expect(entry?.detail?.source).toBe(`amqps://127.0.0.1:${rabbit.tlsPort}/broadcasts`);
}, 30_000);

test('more than waits for us while we are busy leaves a Gap', async () => {
  floodWhileBusy(rabbit.port, 'broadcasts', 300);
  await expect.poll(() => seqsOf(call, 'kind:gap "the oldest of what waited"', 1), { timeout: 20_000 }).toHaveLength(1);
}, 60_000);

test('it comes back after a restart of the broker, and a Gap says that it was away', async () => {
  await rabbit.halt();
  await expect.poll(problems, { timeout: 20_000 }).toEqual([expect.stringContaining('is not heard')]);
  await rabbit.start();
  await publish('orders.1', '{"event":"again","data":{},"socket":null}');
  expect(await seqsOf(call, 'kind:publish event:again', 1)).toHaveLength(1);
  expect(await seqsOf(call, 'kind:gap "was away for"', 1)).toHaveLength(1);
}, 120_000);

test.each(['http://x/y', 'amqp://127.0.0.1', 'nothing'])('a wrong address is told: %s', (text) => {
  expect(() => sourceSettings({ ...host, sourceAmqp: [text] })).toThrow('--source-amqp');
});
