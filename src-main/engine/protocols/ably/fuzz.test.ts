import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpack } from '../../formats/message-pack';
import { nightly } from '../../nightly.test-support';
import { RawClient } from '../pusher/raw-client.test-support';
import { ably } from '.';
import { readBody } from './hub/wire-message';
import { asJsonText } from './message-pack';
import { ablyKey, basic, listen, startAbly } from './running-ably.test-support';

const bytes = fc.uint8Array({ maxLength: 300 });
const packed = fc.jsonValue({ maxDepth: 4 }).map((value) => encode(value));
/** MessagePack that was cut, or had a byte changed. */
const broken = fc.tuple(packed, fc.nat(), fc.nat(255)).map(([whole, at, byte]) => {
  const copy = whole.slice();
  if (copy.length > 0) copy[at % copy.length] = byte;
  return copy;
});
const anything = fc.oneof(
  bytes,
  packed,
  broken,
  fc.json().map((text) => Buffer.from(text)),
);

test('any bytes are messages or a fault, and can be explained, never an exception', () => {
  fc.assert(
    fc.property(anything, fc.boolean(), (body, isPacked) => {
      readBody(body, isPacked);
      asJsonText(body);
      const rawBase64 = Buffer.from(body).toString('base64');
      const row = { kind: 'publish', channel: 'public:a', source: '' } as never;
      ably.codec.explain({ row, detail: null, rawBase64, isText: !isPacked });
    }),
    { numRuns: nightly(2_000) },
  );
});

test('a list that says it has four thousand million entries is none, nor one nested five thousand deep', () => {
  expect(unpack(Buffer.from([0xdd, 0xff, 0xff, 0xff, 0xff]))).toBeUndefined();
  const nested = Buffer.concat([Buffer.alloc(5_000, 0x91), Buffer.from([0xc0])]);
  expect(unpack(nested)).toBeUndefined();
});

const member = fc.oneof(fc.string({ maxLength: 20 }), fc.integer(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
const frame = fc.record(
  {
    action: fc.oneof(fc.integer({ min: -1, max: 30 }), member),
    channel: fc.oneof(fc.constantFrom('a', '__proto__', '[meta]x', ''), member),
    msgSerial: fc.oneof(fc.nat(9), member),
    flags: fc.oneof(fc.integer(), member),
    channelSerial: member,
    params: member,
    auth: member,
    messages: fc.oneof(fc.array(fc.record({ name: member, data: member, encoding: member }), { maxLength: 3 }), member),
    presence: fc.oneof(
      fc.array(fc.record({ action: member, clientId: member, data: member }), { maxLength: 3 }),
      member,
    ),
  },
  { requiredKeys: [] },
);

test('whatever a connection says, others hear what is for them, and the hub makes no mistake', async () => {
  const hub = await startAbly();
  const { heard } = await listen(hub.realtime(), 'witness');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(frame, bytes), { maxLength: 20 }), fc.boolean(), async (frames, isPacked) => {
      const format = isPacked ? 'msgpack' : 'json';
      const client = new RawClient(`ws://127.0.0.1:${hub.port}/?key=${ablyKey}&clientId=c&format=${format}&v=6`);
      client.socket.removeAllListeners('message');
      await client.opened;
      for (const one of frames) {
        const data = one instanceof Uint8Array ? one : isPacked ? encode(one) : JSON.stringify(one);
        client.socket.send(data as Uint8Array);
      }
      client.socket.close(1000);
      await client.closed;
    }),
    { numRuns: nightly(40) },
  );
  const init = { method: 'POST', headers: basic(ablyKey), body: '{"name":"alive"}' };
  await hub.ask('POST', '/channels/witness/messages', init);
  await expect.poll(() => heard).toEqual([['alive', undefined]]);
  const mistakes = hub.recorder.entries.filter(({ detail }) => String(detail?.hint).includes('mistake in the hub'));
  expect(mistakes).toEqual([]);
});
