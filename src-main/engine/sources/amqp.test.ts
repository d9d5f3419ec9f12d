import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { connect } from 'amqplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine } from '../engine';
import { attach, type Caller } from '../engine.test-support';
import { type RabbitServer, startRabbit } from '../peers/rabbitmq.test-support';
import { RawClient } from '../protocols/pusher/raw-client.test-support';
import { seqsOf } from '../receipts.test-support';
import { sourceSettings } from '../settings/source-settings';

let rabbit: RabbitServer;
let engine: Engine;
let call: Caller;
let dataDir = '';
const host = { dataDir: '', version: '0.0.0', mustListen: false };
const problems = () => engine.describe().problems.map(({ message }) => message);

beforeAll(async () => {
  rabbit = await startRabbit();
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-amqp-'));
  engine = await createEngine({
    dataDir,
    workerDir: resolve('out/engine'),
    version: '0.0.0',
    listen: [{ host: '127.0.0.1', port: 0, asked: true }],
    sources: sourceSettings({ ...host, sourceAmqp: [`amqp://guest:guest@127.0.0.1:${rabbit.port}/broadcasts`] }),
  });
  call = attach(engine);
}, 120_000);
afterAll(async () => {
  await engine.close();
  await rabbit.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

/** Publishes as an application does, once the hub listens. */
async function publish(key: string, body: string): Promise<void> {
  const connection = await connect(`amqp://guest:guest@127.0.0.1:${rabbit.port}`);
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange('broadcasts', 'topic');
  await expect.poll(problems, { timeout: 30_000 }).toEqual([]);
  channel.publish('broadcasts', key, Buffer.from(body));
  await channel.waitForConfirms();
  await connection.close();
}

test('an exchange that is not there yet is a Problem; then what is published to it reaches subscribers', async () => {
  await expect.poll(problems, { timeout: 30_000 }).toEqual([expect.stringContaining('it has no such exchange')]);
  const port = new URL(engine.listeners()[0]?.url ?? '').port;
  const page = await new RawClient(`ws://127.0.0.1:${port}/app/your_app_key?protocol=7`).established();
  await page.subscribe('orders.1');
  await page.subscribe('other');
  await publish('orders.1', '{"event":"shipped","data":{"id":7},"socket":null}');
  await publish('any.key', '{"channel":"other","event":"e","data":1}');
  await publish('orders.1', 'no broadcast');
  const seqs = await seqsOf(call, 'kind:publish', 2);
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

test('it comes back after a restart of the broker, and a Gap says that it was away', async () => {
  await rabbit.halt();
  await expect.poll(problems, { timeout: 20_000 }).toEqual([expect.stringContaining('is not heard')]);
  await rabbit.start();
  await publish('orders.1', '{"event":"again","data":{},"socket":null}');
  expect(await seqsOf(call, 'kind:publish event:again', 1)).toHaveLength(1);
  expect(await seqsOf(call, 'kind:gap', 1)).toHaveLength(1);
}, 120_000);

test.each(['http://x/y', 'amqp://127.0.0.1', 'nothing'])('a wrong address is told: %s', (text) => {
  expect(() => sourceSettings({ ...host, sourceAmqp: [text] })).toThrow('--source-amqp');
});
