import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { defaultSocketIo } from '../../../contract/socketio';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import type { Hub } from '../../hub/hub';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { nightly } from '../../nightly.test-support';
import { createSocketIo } from '.';
import { packetsOf } from './hub/frames-out';
import { decodePayload, encodePayload } from './payload';

let hub: Hub;
let url: string;
const recorder = new MemoryRecorder();
beforeAll(async () => {
  const protocols = [createSocketIo({ current: { ...defaultSocketIo, authUrls: ['http://127.0.0.1:1/'] } })];
  const parts = { recorder, clock: systemClock, random: Math.random, apps: [], firstConnectionId: 1 };
  hub = createHub({ ...parts, protocols });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  url = listener?.url ?? '';
});
afterAll(() => hub.close());

/** Nothing crashed or hung: a client still connects and is answered. */
async function expectAlive(): Promise<void> {
  const raw = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=3&transport=websocket`);
  const texts: string[] = [];
  raw.on('message', (data) => texts.push(String(data)));
  await expect.poll(() => texts.length).toBe(2);
  raw.send('2');
  await expect.poll(() => texts).toContain('3');
  raw.terminate();
  const mistakes = recorder.entries.filter(({ detail }) => String(detail?.hint).includes('mistake in the hub'));
  expect(mistakes).toEqual([]);
}

const any = fc.jsonValue({ maxDepth: 3 });
const channel = fc.oneof(
  fc.constantFrom('c', 'private-c', 'presence-c', '', '/', '__proto__', 'constructor'),
  fc.string({ maxLength: 50 }),
  any,
);
const echo = fc
  .tuple(
    fc.constantFrom('subscribe', 'unsubscribe', 'client event', 'x'),
    fc.oneof(fc.record({ channel, event: channel, data: any, auth: any }, { requiredKeys: [] }), any),
  )
  .map(([name, value]) => `42${JSON.stringify([name, value])}`);
const packet = fc.oneof(
  echo,
  fc
    .tuple(fc.constantFrom('40', '41', '43', '44', '45', '451-', '42/x,', '4', '0', '2', '3', '5', '6'), any)
    .map(([a, b]) => a + JSON.stringify(b)),
  fc.string({ maxLength: 60 }),
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
);

test('any packets over a WebSocket', { timeout: nightly(30_000) }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(3, 4), fc.array(packet, { maxLength: 12 }), async (version, packets) => {
      const raw = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=${version}&transport=websocket`);
      await new Promise((done) => raw.once('open', done));
      raw.send('40');
      for (const one of packets) raw.send(one);
      const closed = new Promise((done) => raw.once('close', done));
      raw.close();
      await closed;
    }),
    { numRuns: nightly(80) },
  );
  await expectAlive();
});

test('any bodies and queries of polls: an answer every time', { timeout: nightly(30_000) }, async () => {
  const body = fc.oneof(
    fc.string({ maxLength: 80 }),
    fc.uint8Array({ maxLength: 80 }).map((bytes) => Buffer.from(bytes)),
    fc
      .array(
        packet.filter((one): one is string => typeof one === 'string'),
        { maxLength: 4 },
      )
      .map((all) => all.join('\x1e')),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(3, 4),
      body,
      fc.boolean(),
      fc.string({ maxLength: 20 }),
      async (version, sent, isBytes, sid) => {
        const start = `${url}/socket.io/?EIO=${version}&transport=polling`;
        const opened = await (await fetch(start)).text();
        const id = /"sid":"([\w-]+)"/.exec(opened)?.[1] ?? '';
        const type = isBytes ? 'application/octet-stream' : 'text/plain';
        const options = { method: 'POST', headers: { 'content-type': type }, body: sent as never };
        expect([200, 400]).toContain((await fetch(`${start}&sid=${id}`, options)).status);
        expect((await fetch(`${start}&sid=${encodeURIComponent(`no${sid}`)}`, options)).status).toBe(400);
        await fetch(`${start}&sid=${id}`, { method: 'POST', body: version === 4 ? '1' : '1:1' }).catch(() => {});
      },
    ),
    { numRuns: nightly(60) },
  );
  await expectAlive();
});

test('a payload of polls comes apart into what it was put together of', () => {
  const text = fc.string({ minLength: 1 }).filter((one) => !one.includes('\x1e') && !one.startsWith('b'));
  const bytes = fc.uint8Array().map((one) => Buffer.from(one));
  fc.assert(
    fc.property(
      fc.constantFrom(3 as const, 4 as const),
      fc.array(fc.oneof(text, bytes), { minLength: 1 }),
      (version, packets) => {
        const plain = packets.map((one) => (typeof one === 'string' ? Buffer.from(one).toString() : one));
        expect(decodePayload(Buffer.from(encodePayload(plain, version)), version, false)).toEqual(plain);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('bytes of protocol 3 as XMLHttpRequest sends them are read, and cut ones are none', () => {
  const whole = Buffer.concat([Buffer.from([0, 1, 0xff]), Buffer.from('2'), Buffer.from([1, 3, 0xff, 4, 9, 8])]);
  expect(decodePayload(whole, 3, true)).toEqual(['2', Buffer.from([9, 8])]);
  for (let end = 1; end < whole.length; end += 1) {
    const read = decodePayload(whole.subarray(0, end), 3, true);
    expect(read === null || end === 4).toBe(true);
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (any) => {
      decodePayload(Buffer.from(any), 3, true);
      decodePayload(Buffer.from(any), 3, false);
      packetsOf(Buffer.from([0x81, any.length % 126, ...any.slice(0, any.length % 126)]), 4);
    }),
  );
});
