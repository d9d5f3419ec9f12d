import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Redis } from 'ioredis';
import PusherClient from 'pusher-js';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { createEngine } from '../engine';
import type { Caller } from '../engine.test-support';
import { attach } from '../engine.test-support';
import { freePort, type RedisServer, startRedis } from '../peers/redis-server.test-support';
import { redisTls, tlsFiles } from '../peers/tls-files.test-support';
import { seqsOf } from '../receipts.test-support';
import { sourceSettings } from '../settings/source-settings';

const host = { dataDir: '', version: '0.0.0', mustListen: false };

async function redisServer(args: readonly string[] = [], port?: number): Promise<RedisServer> {
  const server = await startRedis(args, port);
  onTestFinished(() => server.stop());
  return server;
}

function client(port: number, options: object = {}): Redis {
  const redis = new Redis({ host: '127.0.0.1', port, ...options });
  redis.on('error', () => {});
  onTestFinished(() => redis.disconnect());
  return redis;
}

interface Running {
  readonly port: number;
  readonly call: Caller;
  problems(): Promise<readonly string[]>;
}

/** An engine that is fed as flags say, once it hears its brokers (or knows that it cannot). */
async function start(flags: { readonly relayRedis?: string[]; readonly sourceRedis?: string[] }): Promise<Running> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-sources-'));
  const engine = await createEngine({
    dataDir,
    workerDir: resolve('out/engine'),
    version: '0.0.0',
    listen: [{ host: '127.0.0.1', port: 0, asked: true }],
    sources: sourceSettings({ ...host, ...flags }),
  });
  onTestFinished(async () => {
    await engine.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const call = attach(engine);
  const problems = async () => engine.describe().problems.map(({ message, hint }) => `${message} ${hint}`);
  return { port: Number(new URL(engine.listeners()[0]?.url ?? '').port), call, problems };
}

/** Publishes until somebody listens: a source is not there at once. */
async function publish(redis: Redis, channel: string, message: string | Buffer): Promise<void> {
  await expect.poll(() => redis.publish(channel, message), { timeout: 5_000 }).toBeGreaterThan(0);
}

async function enter(port: number, path: string): Promise<{ socket: WebSocket; heard: string[] }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
  const heard: string[] = [];
  socket.on('message', (data: Buffer, isBinary) => heard.push(isBinary ? `hex:${data.toString('hex')}` : `${data}`));
  await once(socket, 'open');
  onTestFinished(() => socket.terminate());
  return { socket, heard };
}

async function rowsOf(call: Caller, filter: string, count: number) {
  const seqs = await seqsOf(call, filter, count);
  return Promise.all(seqs.map((seq) => call('entry.body', { seq })));
}

test('what is published to the channel goes to every WebSocket of the relay, whatever its path', async () => {
  const { port: redisPort } = await redisServer();
  const { port, call } = await start({ relayRedis: [`redis://127.0.0.1:${redisPort}/chat_messages`] });
  const [anna, ben] = [await enter(port, '/'), await enter(port, '/chat')];
  const redis = client(redisPort);
  await publish(redis, 'chat_messages', '{"username":"Anna","message":"你好"}');
  await publish(redis, 'chat_messages', Buffer.from([0xff, 0]));
  await redis.publish('other', 'not for the relay');
  const expected = ['{"username":"Anna","message":"你好"}', 'hex:ff00'];
  await expect.poll(() => anna.heard).toEqual(expected);
  await expect.poll(() => ben.heard).toEqual(expected);
  const [entry] = await rowsOf(call, 'kind:publish', 2);
  expect(entry).toMatchObject({
    row: { protocol: 'relay', channel: '/, /chat', matched: 2 },
    detail: { source: `redis://127.0.0.1:${redisPort}/chat_messages`, name: 'chat_messages' },
  });
  const receipt = await call('entry.receipt', { seq: entry?.row.seq ?? 0 });
  expect(receipt?.channels).toMatchObject([
    { channel: '/', written: 1 },
    { channel: '/chat', written: 1 },
  ]);
});

test('or to one room', async () => {
  const { port: redisPort } = await redisServer();
  const { port } = await start({ relayRedis: [`redis://127.0.0.1:${redisPort}/news?path=/chat`] });
  const [anna, ben] = [await enter(port, '/'), await enter(port, '/chat')];
  await publish(client(redisPort), 'news', 'x');
  await expect.poll(() => ben.heard).toEqual(['x']);
  expect(anna.heard).toEqual([]);
});

test('a Redis that is away is a Problem until it is back, and a Gap says what was missed', async () => {
  const redisPort = await freePort();
  const { port, call, problems } = await start({ relayRedis: [`redis://127.0.0.1:${redisPort}/c`] });
  const where = `The source redis://127.0.0.1:${redisPort}/c is not heard.`;
  await expect.poll(problems).toEqual([expect.stringMatching(new RegExp(`^${where} .*Nothing listens on this host`))]);
  const first = await redisServer([], redisPort);
  await expect.poll(problems, { timeout: 15_000 }).toEqual([]);
  expect(await seqsOf(call, 'kind:gap', 0)).toEqual([]);

  await first.stop();
  await expect.poll(problems).toEqual([expect.stringContaining(where)]);
  await redisServer([], redisPort);
  const anna = await enter(port, '/');
  await publish(client(redisPort), 'c', 'after');
  await expect.poll(() => anna.heard).toEqual(['after']);
  expect(await problems()).toEqual([]);
  const [gap] = await rowsOf(call, 'kind:gap', 1);
  expect(gap?.detail).toMatchObject({ count: null, reason: expect.stringContaining('was away for') });
}, 30_000);

test.each([
  ['no password', 'redis://127.0.0.1:PORT/c', 'asks for a password'],
  ['a wrong one', 'redis://:secret-that-is-wrong@127.0.0.1:PORT/c', 'do not belong together'],
  ['TLS where there is none', 'rediss://127.0.0.1:PORT/c', 'may not speak TLS'],
])(
  '%s is said, and never the password',
  async (_, url, words) => {
    const { port } = await redisServer(['--requirepass', 's3cret-s3cret']);
    const { problems } = await start({ relayRedis: [url.replace('PORT', String(port))] });
    await expect.poll(problems, { timeout: 10_000 }).toEqual([expect.stringContaining(words)]);
    expect(String(await problems())).not.toContain('secret-that-is-wrong');
  },
  20_000,
);

test('a password, a user of few rights, and TLS with an authority of its own', async () => {
  const files = await tlsFiles();
  onTestFinished(files.remove);
  const secure = await redisServer([...redisTls(files), '--requirepass', 's3cret-s3cret']);
  const plain = await redisServer([
    '--user',
    'hub',
    'on',
    '>pass-of-hub',
    'resetchannels',
    '&c',
    '+subscribe',
    '+ping',
  ]);
  const { port, call } = await start({
    relayRedis: [
      `rediss://:s3cret-s3cret@127.0.0.1:${secure.port}/c?ca=${encodeURIComponent(files.authority)}`,
      `redis://hub:pass-of-hub@127.0.0.1:${plain.port}/c`,
    ],
  });
  const anna = await enter(port, '/');
  await publish(
    client(secure.port, { password: 's3cret-s3cret', tls: { ca: readFileSync(files.authority) } }),
    'c',
    'secure',
  );
  await publish(client(plain.port), 'c', 'plain');
  await expect.poll(() => anna.heard).toEqual(['secure', 'plain']);
  const sources = (await rowsOf(call, 'kind:publish', 2)).map((entry) => entry?.detail?.source);
  expect(sources).toEqual([`rediss://127.0.0.1:${secure.port}/c`, `redis://127.0.0.1:${plain.port}/c`]);
}, 20_000);

test('a Redis that cuts us for being slow is a Problem, and then a Gap', async () => {
  const { port: redisPort } = await redisServer(['--client-output-buffer-limit', 'pubsub 1mb 1mb 0']);
  const { call, problems } = await start({ relayRedis: [`redis://127.0.0.1:${redisPort}/c`] });
  await publish(client(redisPort), 'c', Buffer.alloc(8_000_000, 'x'));
  expect(await seqsOf(call, 'kind:gap "was away for"', 1)).toHaveLength(1);
  await publish(client(redisPort), 'c', 'small');
  expect(await problems()).toEqual([]);
});

test("what Laravel's redis driver publishes reaches Pusher subscribers, but for the socket that caused it", async () => {
  const { port: redisPort } = await redisServer();
  const { port, call } = await start({ sourceRedis: [`redis://127.0.0.1:${redisPort}/laravel_database_*`] });
  const options = {
    cluster: '',
    wsHost: '127.0.0.1',
    wsPort: port,
    forceTLS: false,
    enabledTransports: ['ws' as const],
  };
  const pages = [new PusherClient('your_app_key', options), new PusherClient('your_app_key', options)];
  onTestFinished(() => {
    for (const page of pages) page.disconnect();
  });
  const heard: unknown[][] = [[], []];
  await Promise.all(
    pages.map(async (page, at) => {
      const orders = page.subscribe('orders.1');
      orders.bind_global(
        (event: string, data: unknown) => event.startsWith('pusher') || heard[at]?.push([event, data]),
      );
      await new Promise((done) => orders.bind('pusher:subscription_succeeded', done));
    }),
  );
  const body = (socket: string | null) =>
    `{"event":"App\\\\Events\\\\OrderShipped","data":{"id":7,"url":"http:\\/\\/x\\/\\u00e9","socket":${JSON.stringify(socket)}},"socket":${JSON.stringify(socket)}}`;
  const redis = client(redisPort);
  const socketId = pages[0]?.connection.socket_id ?? '';
  await publish(redis, 'laravel_database_orders.1', body(null));
  await redis.publish('laravel_database_orders.1', body(socketId));
  await redis.publish('laravel_database_orders.1', '');
  await redis.publish('laravel_database_orders.1', 'no JSON');
  await redis.publish('elsewhere_orders.1', body(null));
  const event = ['App\\Events\\OrderShipped', { id: 7, url: 'http://x/é' }];
  await expect.poll(() => heard).toEqual([[event], [event, event]]);

  const [first, second] = await rowsOf(call, 'kind:publish', 2);
  expect(first).toMatchObject({
    row: { channel: 'orders.1', event: event[0], matched: 2, excluded: null },
    detail: { name: 'laravel_database_orders.1', source: `redis://127.0.0.1:${redisPort}/laravel_database_*` },
  });
  expect(second).toMatchObject({ row: { matched: 2 }, detail: { socketId, excludedKnown: true } });
  expect(second?.row.excluded).not.toBeNull();
  const refused = await rowsOf(call, 'kind:refused', 2);
  expect(refused.map((entry) => String(entry?.detail?.reason))).toEqual([
    expect.stringContaining('empty'),
    expect.stringContaining('no JSON'),
  ]);
});

test('signs of patterns in a prefix mean themselves', async () => {
  const { port: redisPort } = await redisServer();
  const { call } = await start({ sourceRedis: [`redis://127.0.0.1:${redisPort}/a[bc]*`] });
  const redis = client(redisPort);
  await publish(redis, 'a[bc]orders', '{"event":"e","data":{},"socket":null}');
  expect(await redis.publish('aborders', '{"event":"e","data":{},"socket":null}')).toBe(0);
  expect((await rowsOf(call, 'kind:publish', 1))[0]?.row.channel).toBe('orders');
});

test('5,000 messages of 2 kB are all there', async () => {
  const { port: redisPort } = await redisServer();
  const { port, call } = await start({ relayRedis: [`redis://127.0.0.1:${redisPort}/c`] });
  const anna = await enter(port, '/');
  const redis = client(redisPort);
  await publish(redis, 'c', '-1');
  const padding = 'x'.repeat(2_000);
  await Promise.all(Array.from({ length: 5_000 }, (_, index) => redis.publish('c', `${index} ${padding}`)));
  await expect.poll(() => anna.heard.length, { timeout: 10_000 }).toBe(5_001);
  expect(anna.heard.slice(1).map((text) => Number.parseInt(text, 10))).toEqual(
    Array.from({ length: 5_000 }, (_, i) => i),
  );
  // What is not kept leaves a Gap.
  expect(await seqsOf(call, 'kind:publish "4999 xxx"', 1)).toHaveLength(1);
  expect(await seqsOf(call, 'kind:gap', 0)).toEqual([]);
}, 20_000);

test.each([
  ['--relay-redis', { relayRedis: ['http://x/c'] }],
  ['lacks the channel', { relayRedis: ['redis://127.0.0.1:1'] }],
  ['wants an address', { relayRedis: ['redis://:hush-hush@'] }],
  ['is no path', { relayRedis: ['redis://127.0.0.1:1/c?path=chat'] }],
  ['--source-redis', { sourceRedis: ['127.0.0.1:6379'] }],
])('a wrong address is told: %s', (words, flags) => {
  expect(() => sourceSettings({ ...host, ...flags })).toThrow(words);
  expect(() => sourceSettings({ ...host, ...flags })).not.toThrow('hush-hush');
});
