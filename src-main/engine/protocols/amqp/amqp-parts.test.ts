import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEnvelope, stamped } from '../../formats/messenger-envelope';
import { describeCodec } from '../suites/codec.suite';
import { amqp } from '.';
import { parseAddress } from './client/parse-address';
import { plainHeaders } from './client/plain-headers';
import { hitBy } from './client/routing';

describeCodec(amqp, ['{"username":"tap","message":"now"}', '[]'], { hasNames: false });

/** Lines of JSON arrays: what a queue on the exchanges, and on the firehose, got while Symfony Messenger 5.4 ran. */
function recorded(file: string): readonly (readonly unknown[])[] {
  const lines = readFileSync(join(import.meta.dirname, 'recordings', file), 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('[')).map((line) => JSON.parse(line) as readonly unknown[]);
}

describe('what Symfony Messenger 5.4 published', () => {
  test('over the exchange, at once and after a delay', () => {
    const read = recorded('symfony-messenger-5.4-amqp.txt').map(([, , , , headers, body]) =>
      readEnvelope(Buffer.from(String(body)), headers as Record<string, unknown>),
    );
    expect(read.map(({ type, message, serializer }) => [type, message, serializer])).toEqual([
      ['App\\Message\\ChatMessage', '{"username":"tap","message":"now"}', 'symfony'],
      ['App\\Message\\ChatMessage', '{"username":"tap","message":"later"}', 'symfony'],
    ]);
    expect(stamped(read[1] as never, 'DelayStamp', 'delay')).toBe(1500);
  });

  test.each(['symfony-messenger-5.4-amqp-firehose.txt', 'symfony-messenger-5.4-retry-and-failed.txt'])(
    'as %s has it, every message is read',
    (file) => {
      const traced = recorded(file).filter(([exchange]) => exchange === 'amq.rabbitmq.trace');
      expect(traced.length).toBeGreaterThan(2);
      for (const [, key, , , trace, body] of traced) {
        const { properties } = trace as { properties: { headers: Record<string, unknown> } };
        const envelope = readEnvelope(Buffer.from(String(body)), properties.headers);
        expect([key, envelope.type, envelope.note]).toEqual([key, 'App\\Message\\ChatMessage', '']);
      }
    },
  );

  test('what failed says where, why, and how often it was tried', () => {
    const all = recorded('symfony-messenger-5.4-retry-and-failed.txt').map(([, , , , trace, body]) => {
      const { properties } = trace as { properties: { headers: Record<string, unknown> } };
      return readEnvelope(Buffer.from(String(body)), properties.headers);
    });
    const errors = all.map((one) => stamped(one, 'ErrorDetailsStamp', 'exceptionMessage')).filter(Boolean);
    expect(errors).toContain('handler was told to fail');
    expect(all.some((one) => stamped(one, 'RedeliveryStamp', 'retryCount') === 1)).toBe(true);
  });
});

test.each([
  [
    'amqp://127.0.0.1',
    { fields: { host: '127.0.0.1', port: 5672, vhost: '/', username: 'guest', isTls: false }, channels: [] },
  ],
  [
    'amqps://u:p%40@mq.test:5671/%2f/messages',
    {
      fields: { port: 5671, vhost: '/', username: 'u', isTls: true },
      secrets: { password: 'p@' },
      channels: ['messages'],
    },
  ],
  [
    'amqp://h/shop?exchange=orders%20order.*&firehose&management=http://h:15672',
    { fields: { vhost: 'shop', isFirehose: true, management: 'http://h:15672' }, channels: ['orders order.*'] },
  ],
])('%s is read as an address', (address, meant) => {
  expect(parseAddress(new URL(address))).toMatchObject(meant);
});

test('patterns of a topic exchange mean what a plain search finds', () => {
  const words = fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 5 });
  const pattern = fc.array(fc.constantFrom('a', 'b', '*', '#'), { maxLength: 5 });
  const search = (parts: readonly string[], rest: readonly string[]): boolean => {
    const [part, ...others] = parts;
    if (part === undefined) return rest.length === 0;
    if (part === '#') return search(others, rest) || (rest.length > 0 && search(parts, rest.slice(1)));
    return rest.length > 0 && (part === '*' || part === rest[0]) && search(others, rest.slice(1));
  };
  fc.assert(
    fc.property(pattern, words, (parts, key) => {
      const binding = { destination: 'q', kind: 'queue', key: parts.join('.'), arguments: {} } as const;
      const [patternWords, keyWords] = [parts.join('.').split('.'), key.join('.').split('.')];
      expect(hitBy('topic', [binding], key.join('.'), {}).length === 1).toBe(search(patternWords, keyWords));
    }),
    { numRuns: 2_000 },
  );
});

test('headers of any kind become JSON', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.anything({ withDate: true, withBigInt: true, withTypedArray: true })),
      (headers) => {
        JSON.stringify(plainHeaders(headers));
      },
    ),
  );
  const headers = { at: new Date(0), never: new Date(Number.NaN), bytes: Buffer.from('a'), none: undefined };
  expect(plainHeaders(headers)).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    never: 'NaN ms since 1970',
    bytes: { '@base64': 'YQ==' },
  });
});
