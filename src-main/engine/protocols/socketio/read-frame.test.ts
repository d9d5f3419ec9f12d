import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventParts, packetText, parsePacket } from './packet';
import { frameReader } from './read-frame';

const read = (text: string, isUp = false) => frameReader.read(Buffer.from(text), false, isUp);

test('reads packets with namespace, acknowledgement and attachments', () => {
  expect(parsePacket('2/admin,12["a",1]')).toEqual({
    type: 'event',
    attachments: 0,
    namespace: '/admin',
    ackId: 12,
    json: '["a",1]',
  });
  expect(parsePacket('51-["up",{"_placeholder":true,"num":0}]')).toMatchObject({
    type: 'binary event',
    attachments: 1,
  });
  expect(parsePacket('0/admin')).toMatchObject({ type: 'connect', namespace: '/admin', json: '' });
  expect(parsePacket('4"no"')).toMatchObject({ type: 'error', json: '"no"' });
});

test('what it writes it reads', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('event', 'ack', 'connect'),
      fc.stringMatching(/^\/[a-z]{0,9}$/),
      fc.option(fc.nat()),
      fc.array(fc.jsonValue()),
      (type, namespace, ackId, args) => {
        const json = JSON.stringify(args);
        const packet = { type, namespace, ackId, json } as const;
        expect(parsePacket(packetText(packet))).toEqual({ ...packet, attachments: 0 });
      },
    ),
  );
});

test('tells laravel-echo-server channels, and keeps numbers as sent', () => {
  expect(read('42["App\\\\Events\\\\Made","orders",{"id":12345678901234567890}]')).toMatchObject({
    role: 'message',
    event: 'App\\Events\\Made',
    channel: 'orders',
    payload: '{"id":12345678901234567890}',
  });
  expect(read('42["subscribe",{"channel":"private-x","auth":{"headers":{}}}]', true)).toMatchObject({
    role: 'subscribe',
    channel: 'private-x',
  });
  expect(read('42["subscription_error","private-x",403]')).toMatchObject({ role: 'error', channel: 'private-x' });
  expect(read('2')).toMatchObject({ role: 'heartbeat', event: 'ping' });
});

test('a text that a Swoole server put in without escaping is shown, and said to be no JSON', () => {
  expect(eventParts('["say","he said "hi" there"]')).toEqual({
    name: 'say',
    args: ['"he said \\"hi\\" there"'],
    note: 'invalid JSON payload',
  });
});

test('reads anything to something, in linear time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.boolean(), (text, isUp) => {
      for (const one of [text, `42${text}`, `42[${text}`, `42["a",${text}]`]) {
        const found = read(one, isUp);
        if (found !== null && found.payload !== '') JSON.parse(found.payload);
      }
    }),
    { numRuns: 800 },
  );
  const long = `42["${'\\"'.repeat(200_000)}`;
  expect(read(long)?.note).toBe('not valid JSON');
});
