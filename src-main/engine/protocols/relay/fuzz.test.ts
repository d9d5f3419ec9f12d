import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultRelay, type RelaySettings, relayModes } from '../../../contract/relay';
import { nightly } from '../../nightly.test-support';
import type { RelayClient, RunningRelay } from './running-relay.test-support';
import { startRelay } from './running-relay.test-support';

let running: RunningRelay;
let witness: RelayClient;
beforeAll(async () => {
  running = await startRelay();
  witness = await running.connect('/witness');
});
afterAll(() => running.close());

/** Somebody else still gets exactly what is for them: nothing crashed, hung or went to the wrong place. */
async function expectAlive(): Promise<void> {
  running.set(defaultRelay);
  running.hub.send({ app: 'relay', channel: '/witness', event: '', data: 'alive', excludeSocketId: '' });
  await witness.settled();
  expect(witness.heard.splice(0)).toEqual(['alive']);
  const mistakes = running.recorder.entries.filter(({ detail }) => String(detail?.hint).includes('mistake in the hub'));
  expect(mistakes).toEqual([]);
}

const path = fc.oneof(
  fc.constantFrom('/', '/chat', '/chat/', '/__proto__', '/constructor', '/%zz', '/a?b=c', '//'),
  fc.webPath(),
);
const message = fc.oneof(
  fc.string(),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
);
const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom('*', '{message}', '{path}', '*a*b*', '{constructor}'),
);
const settings: fc.Arbitrary<Partial<RelaySettings>> = fc.record({
  mode: fc.constantFrom(...relayModes),
  rooms: fc.boolean(),
  replies: fc.array(
    fc.record({
      when: fc.constantFrom('open' as const, 'message' as const),
      path: fc.oneof(fc.constant(''), path),
      match: text,
      text,
      to: fc.constantFrom('sender' as const, 'room' as const),
    }),
    { maxLength: 4 },
  ),
});

test('any messages in any settings: connections stay, and so does everybody else', {
  timeout: nightly(30_000),
}, async () => {
  await fc.assert(
    fc.asyncProperty(settings, path, fc.array(message, { maxLength: 12 }), async (change, at, messages) => {
      running.set(change);
      const [one, other] = [await running.connect(at), await running.connect(at)];
      for (const each of messages) one.send(each);
      await one.settled();
      await other.settled();
      expect(one.socket.readyState).toBe(1);
      const replies = change.replies?.length ?? 0;
      if (change.mode === 'others' && replies === 0) {
        expect(other.heard).toEqual(
          messages.map((each) => (typeof each === 'string' ? each : `hex:${each.toString('hex')}`)),
        );
      }
      one.close();
      other.close();
      await Promise.all([one.closed, other.closed]);
      running.set({ rooms: true });
      witness.heard.length = 0;
    }),
    { numRuns: nightly(60) },
  );
  await expectAlive();
});

test('any bytes after a handshake: an end, and nobody else notices', { timeout: nightly(30_000) }, async () => {
  const head =
    'GET /chat HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n';
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
      socket.on('error', () => {});
      socket.resume();
      socket.end(Buffer.concat([Buffer.from(head), bytes]));
      await once(socket, 'close');
    }),
    { numRuns: nightly(200) },
  );
  await expectAlive();
});

test('a client that reads nothing is held, then cut; the others get everything', async () => {
  const slow = await running.connect('/busy');
  const [fast, talker] = [await running.connect('/busy'), await running.connect('/busy')];
  slow.socket.pause();
  const block = 'x'.repeat(1_000_000);
  for (let count = 0; count < 40; count += 1) {
    talker.send(block);
    await fast.until(count + 1);
  }
  const cut = await running.recorder.waitFor(({ action, connection }) => action === 'cut' && connection !== undefined);
  const label = running.recorder.of('connection', 'open').find(({ connection }) => connection === cut.connection);
  expect(running.recorder.of('connection', 'slow')[0]?.connection).toBe(label?.connection);
  expect(fast.heard.every((one) => one === block)).toBe(true);
  await expectAlive();
});
