import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type RedisServer, startRedis } from '../../peers/redis-server.test-support';
import { redis } from '.';
import { recordedCommands } from './recorded-monitor.test-support';
import { isOn, other, watch } from './redis.test-support';

let server: RedisServer;

beforeAll(async () => {
  server = await startRedis();
  return () => server.stop();
});

beforeEach(async () => {
  await other(server.port).flushall();
});

const recorded = recordedCommands('symfony-messenger-5.4-redis-monitor.txt');
const values = recorded.filter(({ name }) => name === 'XADD').map(({ args }) => args[3] as Buffer);
const delayed = recorded.filter(({ name }) => name === 'ZADD').map(({ args }) => args[3] as Buffer);

/** The application's own worker: takes, acknowledges and deletes, as Messenger does since 6.0. */
async function consumer(stream: string): Promise<{ readonly got: string[]; readonly client: Redis }> {
  const client = other(server.port);
  const got: string[] = [];
  await client.xgroup('CREATE', stream, 'symfony', '0', 'MKSTREAM');
  const work = async () => {
    for (;;) {
      const answer = (await client.xreadgroup(
        'GROUP',
        'symfony',
        'consumer',
        'COUNT',
        1,
        'BLOCK',
        500,
        'STREAMS',
        stream,
        '>',
      )) as [string, [string, string[]][]][] | null;
      for (const [, entries] of answer ?? []) {
        for (const [id, [, value = '']] of entries) {
          got.push(value);
          await client.xack(stream, 'symfony', id);
          await client.xdel(stream, id);
        }
      }
    }
  };
  work().catch(() => {});
  return { got, client };
}

test('every entry is seen although a worker deletes it at once, and the worker still gets all', async () => {
  const { got } = await consumer('chat');
  const { until, recorder } = await watch(server.port, { channels: ['stream:chat'] });
  await until('redis', isOn);
  const app = other(server.port);
  const groups = JSON.stringify(await app.call('XINFO', 'GROUPS', 'chat')).length;
  for (let round = 0; round < 100; round += 1) await app.xadd('chat', '*', 'message', values[round % 2] as Buffer);
  await until('redis', ({ received }) => received === 100);
  while (got.length < 100) await setTimeout(20);
  const [php, json] = recorder.of('publish');
  expect(php).toMatchObject({ channel: 'chat', event: 'App\\Message\\ChatMessage', direction: 'down' });
  expect(Buffer.from(json?.body ?? [])).toEqual(values[1]);
  expect(json?.summary).toBe('username "小明", message "hello "quoted" 你好"');
  const now = (await app.call('XINFO', 'GROUPS', 'chat')) as unknown[];
  expect(now).toHaveLength(1);
  expect(groups).toBeGreaterThan(0);
  expect(((await app.xpending('chat', 'symfony')) as unknown[])[0]).toBe(0);
  const { facts } = await until('redis', (state) => state.facts.some(({ name }) => name === 'stream chat'));
  expect(facts.find(({ name }) => name === 'stream chat')?.value).toContain('group symfony: 1 consumer');
});

test('a delayed message is told of with its time, and named by the one that comes of it', async () => {
  const app = other(server.port);
  const { until, recorder } = await watch(server.port, { channels: ['stream:chat'] });
  await until('redis', isOn);
  await app.zadd('chat__queue', Date.now() + 5_000, delayed[1] as Buffer);
  await until('redis', ({ received }) => received === 1);
  const { body, headers } = JSON.parse(String(delayed[1]));
  await app.xadd('chat', '*', 'message', JSON.stringify({ body, headers }));
  await until('redis', ({ received }) => received === 2);
  const [waiting, due] = recorder.of('publish');
  expect(waiting?.summary).toMatch(/^due in \d\.\d s: username "bob"/);
  expect(due?.cause).toBe(waiting?.seq);
  expect(await app.zcard('chat__queue')).toBe(1);
});

test('after a loss it goes on where it was; a server that came back empty is read from its first entry', async () => {
  const own = await startRedis();
  const app = other(own.port);
  await app.xadd('chat', '*', 'message', values[1] as Buffer);
  const { until, recorder } = await watch(own.port, { channels: ['stream:chat'] });
  await until('redis', isOn);
  await app.xadd('chat', '*', 'message', values[1] as Buffer);
  await until('redis', ({ received }) => received === 1);
  // The server ends our connections, and an entry is added before we are back.
  await app
    .multi()
    .call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
    .xadd('chat', '*', 'message', values[0] as Buffer)
    .exec();
  await until('redis', ({ received }) => received === 2);
  const ended = once(app, 'close');
  await own.stop('SIGKILL');
  await ended;
  const again = await startRedis([], own.port);
  onTestFinished(() => again.stop());
  await other(own.port).xadd('chat', '1-1', 'message', values[1] as Buffer);
  await until('redis', ({ received }) => received === 3);
  expect(recorder.of('publish').map(({ detail }) => detail?.stream)).toEqual(['chat', 'chat', 'chat']);
});

test('entries that were deleted before anybody could see them leave a Gap', async () => {
  const app = other(server.port);
  await app.xadd('chat', '*', 'message', values[1] as Buffer);
  const { until, recorder } = await watch(server.port, { channels: ['stream:chat'] });
  await until('redis', isOn);
  await app.multi().xadd('chat', '9999999999999-1', 'a', '1').xdel('chat', '9999999999999-1').exec();
  await app.xadd('chat', '9999999999999-2', 'message', values[1] as Buffer);
  expect((await recorder.waitFor(({ kind }) => kind === 'gap')).summary).toBe(
    '1 entry of the stream chat had been deleted before they could be read.',
  );
});

test('streams of no framework, and keys that are none', async () => {
  const app = other(server.port);
  await app.set('plain', '1');
  const { until, recorder } = await watch(server.port, { channels: ['stream:events', 'stream:plain'] });
  const { channels } = await until('redis', (state) => isOn(state) && state.channels[1]?.state === 'refused');
  expect(channels[1]?.problem?.message).toContain('WRONGTYPE');
  await app.xadd('events', '*', 'type', 'sold', 'id', '7');
  await app.xadd('events', '*', 'message', 'no json');
  await until('redis', ({ received }) => received === 2);
  expect(recorder.of('publish').map(({ event, text }) => [event, text])).toEqual([
    ['sold', '{"type":"sold","id":"7"}'],
    ['', 'no json'],
  ]);
});

test('what is sent is what a consumer takes; what would stop one is not', async () => {
  const { got } = await consumer('chat');
  const { until, desk, recorder } = await watch(server.port, { channels: ['stream:chat'] });
  await until('redis', isOn);
  const values = { channel: 'stream:chat', event: 'App\\Message\\ChatMessage', data: '{"username":"eve"}' };
  const { words, seq } = await desk.send({ profile: 'redis', values });
  expect(words).toMatch(/^Added as \d+-0\. Consumers of symfony will take it\.$/);
  expect(recorder.entries[seq - 1]).toMatchObject({ kind: 'publish', direction: 'up', channel: 'chat' });
  while (got.length < 1) await setTimeout(20);
  expect(JSON.parse(got[0] ?? '')).toEqual({
    body: '{"username":"eve"}',
    headers: { type: 'App\\Message\\ChatMessage', 'Content-Type': 'application/json' },
  });
  await expect(desk.send({ profile: 'redis', values: { ...values, data: 'text' } })).rejects.toMatchObject({
    code: 'bad-input',
  });
  await expect(desk.send({ profile: 'redis', values: { ...values, channel: 'stream:none' } })).rejects.toMatchObject({
    code: 'not-found',
  });
  const signed = JSON.stringify({ body: '{}', headers: { type: 'A', 'Body-Sign': 'x' } });
  await other(server.port).xadd('chat', '*', 'message', signed);
  await until('redis', ({ received }) => received === 2);
  await expect(desk.send({ profile: 'redis', values })).rejects.toMatchObject({ message: /signed/ });
});

test('the inspector shows class, stamps and payload', () => {
  const rawBase64 = (values[0] as Buffer).toString('base64');
  const row = { kind: 'publish', direction: 'down', channel: 'chat' } as never;
  const { payload, sections } = redis.codec.explain({
    row,
    detail: { stream: 'chat', id: '1-0' },
    rawBase64,
    isText: true,
  });
  expect(JSON.parse(payload)).toEqual({ '-username': '小明', '-message': 'hello "quoted" 你好' });
  expect(sections.map(({ label }) => label)).toEqual(['Message', 'Stamps', 'Stream']);
});
