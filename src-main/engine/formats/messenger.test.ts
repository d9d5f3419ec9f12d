import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordedCommands } from '../protocols/redis/recorded-monitor.test-support';
import { isSigned, readEnvelope, readStreamValue, stamped, writeStreamValue } from './messenger-envelope';

const recorded = recordedCommands('symfony-messenger-5.4-redis-monitor.txt');
const added = recorded.filter(({ name }) => name === 'XADD').map(({ args }) => readStreamValue(args[3] as Buffer));
const delayed = recorded.filter(({ name }) => name === 'ZADD').map(({ args }) => readStreamValue(args[3] as Buffer));

describe('what Symfony Messenger 5.4 put into Redis', () => {
  test('both serializers, in the stream and delayed, are read to the same message', () => {
    expect(added.map(({ serializer, type }) => [serializer, type])).toEqual([
      ['php', 'App\\Message\\ChatMessage'],
      ['symfony', 'App\\Message\\ChatMessage'],
    ]);
    const [php, symfony] = added.map(({ message }) => JSON.parse(message));
    expect(php).toEqual({ '-username': '小明', '-message': 'hello "quoted" 你好' });
    expect(symfony).toEqual({ username: '小明', message: 'hello "quoted" 你好' });
    expect(added.map((one) => stamped(one, 'BusNameStamp', 'busName'))).toEqual([
      'messenger.bus.default',
      'messenger.bus.default',
    ]);
    expect(delayed.map((one) => stamped(one, 'DelayStamp', 'delay'))).toEqual([4000, 4000]);
    expect(delayed.every(({ uniqid }) => /^[0-9a-f]+\.\d+$/.test(uniqid))).toBe(true);
  });

  test('what it added while a consumer ran is read too', () => {
    const values = recordedCommands('symfony-messenger-5.4-redis-consume.txt').filter(({ name }) => name === 'XADD');
    const all = values.map(({ args }) => readStreamValue(args[3] as Buffer));
    expect(all).toHaveLength(3);
    expect(all.every(({ type, note }) => type === 'App\\Message\\ChatMessage' && note === '')).toBe(true);
  });
});

test('bytes that are no text come as base64, and are read all the same', () => {
  const inner = Buffer.concat([
    Buffer.from(
      'O:36:"Symfony\\Component\\Messenger\\Envelope":2:{s:44:"\0Symfony\\Component\\Messenger\\Envelope\0stamps";a:0:{}s:45:"\0Symfony\\Component\\Messenger\\Envelope\0message";O:1:"A":1:{s:1:"b";s:2:"',
    ),
    Buffer.from([0xff, 0xfe]),
    Buffer.from('";}}'),
  ]);
  const slashed = Buffer.from(
    inner
      .toString('latin1')
      .replace(/[\\'"]/g, '\\$&')
      .replaceAll('\0', '\\0'),
    'latin1',
  );
  const { type, message } = readEnvelope(Buffer.from(slashed.toString('base64')), {});
  expect([type, message]).toEqual(['A', '{"b":{"@base64":"//4="}}']);
});

test('a signed message is known as one', () => {
  expect(isSigned(readEnvelope(Buffer.from('{}'), { type: 'A', 'Body-Sign': 'x', 'Sign-Algo': 'sha256' }))).toBe(true);
});

test('what is written for a consumer is read as it was meant', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.jsonValue(), (type, data) => {
      const read = readStreamValue(Buffer.from(writeStreamValue(type, JSON.stringify(data))));
      expect(read).toMatchObject({ serializer: 'symfony', type, note: '', message: JSON.stringify(data) });
    }),
  );
});

test('any bytes are read to something, never to an exception', () => {
  const values = recorded.flatMap(({ args }) => args.filter((arg) => arg.length > 100));
  const broken = fc
    .tuple(fc.constantFrom(...values), fc.nat(), fc.uint8Array({ maxLength: 4 }))
    .map(([value, at, bytes]) => {
      const cut = at % value.length;
      return Buffer.concat([value.subarray(0, cut), bytes, value.subarray(cut + bytes.length)]);
    });
  fc.assert(
    fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 99 }).map(Buffer.from)), (bytes) => {
      const { message } = readStreamValue(bytes);
      if (message !== '') JSON.parse(message);
    }),
    { numRuns: 3_000 },
  );
});
