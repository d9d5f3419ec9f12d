import fc from 'fast-check';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { startRedis } from '../../peers/redis-server.test-support';
import { describeCodec } from '../suites/codec.suite';
import { redis } from '.';
import { literal, matches } from './client/glob';
import { parseAddress } from './client/parse-address';

describeCodec(
  redis,
  [
    '{"event":"App\\\\Events\\\\OrderShipped","data":{"id":7,"url":"http:\\/\\/x\\/\\u00e9","socket":"abc.123"},"socket":"abc.123"}',
    '{"event":"e","data":[],"socket":null}',
  ],
  { hasNames: false },
);

test('what it encodes has the event it was given', () => {
  const name = fc.string();
  fc.assert(
    fc.property(name, (event) => {
      expect(redis.codec.decode(redis.codec.encode({ event, channel: '', data: 1 })).event).toBe(event);
    }),
  );
});

test('the second socket of a message is not part of its data', () => {
  const decoded = redis.codec.decode(Buffer.from('{"event":"e","data":{"id":7,"socket":"a.1"},"socket":"a.1"}'));
  expect(decoded.data).toEqual({ id: 7 });
  const own = redis.codec.decode(Buffer.from('{"event":"e","data":{"id":7,"socket":"b"},"socket":"a.1"}'));
  expect(own.data).toEqual({ id: 7, socket: 'b' });
});

test('numbers and key order of a payload stay as they were sent', () => {
  const text = '{"event":"e","data":{"z":12345678901234567890,"a":1.10,"socket":null},"socket":null}';
  const rawBase64 = Buffer.from(text).toString('base64');
  const row = { kind: 'publish', direction: 'down', channel: 'c' } as never;
  const { payload } = redis.codec.explain({ row, detail: null, rawBase64, isText: true });
  expect(payload).toBe('{"z":12345678901234567890,"a":1.10}');
});

test('patterns match what Redis says they match', async () => {
  const server = await startRedis();
  const client = new Redis({ port: server.port, host: '127.0.0.1' });
  onTestFinished(async () => {
    client.disconnect();
    await server.stop();
  });
  const texts = fc.sample(fc.stringMatching(/^[ab\\[\]*?^-]{1,6}$/), { numRuns: 150, seed: 7 });
  const patterns = fc.sample(fc.stringMatching(/^[ab\\[\]*?^-]{1,7}$/), { numRuns: 400, seed: 8 });
  const names = [...new Set(texts)];
  await client.mset(...names.flatMap((name) => [name, '1']));
  for (const pattern of patterns) {
    const found = (await client.keys(pattern)).sort();
    expect([pattern, names.filter((name) => matches(pattern, name)).sort()]).toEqual([pattern, found]);
  }
  for (const name of names) expect(await client.keys(literal(name))).toEqual([name]);
});

test.each([
  ['redis://127.0.0.1:6380', { fields: { host: '127.0.0.1', port: 6380, database: 0, isTls: false }, channels: [] }],
  [
    'rediss://u:p%40ss@redis.test/2/app_database_*',
    {
      fields: { username: 'u', port: 6379, database: 2, isTls: true },
      secrets: { password: 'p@ss' },
      channels: ['app_database_*'],
    },
  ],
  ['redis://localhost/chat_messages', { channels: ['chat_messages'] }],
  [
    'redis://[::1]:7000?stream=chat_json&stream=chat_php&prefix=a_&queue=high&queue=low',
    { fields: { host: '::1', prefix: 'a_', queues: 'high\nlow' }, channels: ['stream:chat_json', 'stream:chat_php'] },
  ],
])('%s is read as an address', (address, meant) => {
  expect(parseAddress(new URL(address))).toMatchObject(meant);
});
