import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ForgetfulRecorder } from '../../hub/forgetful-recorder.test-support';
import { fuzzInputs, fuzzTimeout } from '../../nightly.test-support';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish, signedSend } from './signed-request.test-support';

const recorder = new ForgetfulRecorder((_, detail) => detail.includes('mistake in the hub'));
let running: RunningHub;
let witness: RawClient;
beforeAll(async () => {
  running = await startHub({ recorder });
  witness = await (await running.connect()).established();
  // Who says nothing for two minutes is pinged, and a night is longer.
  witness.answersPings = true;
  await witness.subscribe('witness');
});
afterAll(() => running.close());

/** Somebody else still gets exactly what is published: nothing crashed, hung or went to the wrong place. */
async function expectAlive(): Promise<void> {
  await publish(running.port, { name: 'alive', channels: ['witness'], data: 'x' });
  expect(await witness.flush()).toEqual([{ event: 'alive', channel: 'witness', data: 'x' }]);
  expect(recorder.mistakes).toEqual([]);
}

const name = fc.oneof(
  fc.constantFrom(
    'c',
    'private-c',
    'presence-c',
    'cache-c',
    '#x',
    '#server-to-user-1',
    '',
    '__proto__',
    'constructor',
    'witness ',
  ),
  fc.string({ maxLength: 300 }),
);
const event = fc.oneof(
  fc.constantFrom('pusher:subscribe', 'pusher:unsubscribe', 'pusher:pong', 'pusher:signin', 'client-x', '__proto__'),
  fc.string({ maxLength: 300 }),
);
const any = fc.jsonValue({ maxDepth: 4 });
const message = fc.oneof(
  any,
  fc.record({ event: fc.oneof(event, any), channel: fc.oneof(name, any), data: any }, { requiredKeys: [] }),
  fc.record({
    event: fc.constantFrom('pusher:subscribe', 'pusher:unsubscribe'),
    data: fc.record({ channel: fc.oneof(name, any), auth: any, channel_data: any }, { requiredKeys: [] }),
  }),
  fc.record({
    event: fc.constant('pusher:signin'),
    data: fc.record({ auth: any, user_data: fc.oneof(fc.json(), any) }, { requiredKeys: [] }),
  }),
);

const messagesEach = 25;

/** Lists of inputs that are tried side by side. */
const inBunches = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: messagesEach, maxLength: messagesEach });
const bunches = { numRuns: fuzzInputs / messagesEach };

test('any message on a live socket: the connection stays, and so does everybody else', {
  timeout: fuzzTimeout,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      inBunches(
        fc.oneof(
          message.map((one) => JSON.stringify(one)),
          fc.string(),
        ),
      ),
      async (texts) => {
        const client = await (await running.connect()).established();
        await client.subscribe('private-c', channelAuth(client.socketId, 'private-c'));
        for (const text of texts) {
          client.send(text);
        }
        await client.flush();
        client.close();
      },
    ),
    bunches,
  );
  await expectAlive();
});

test('any signed body and query: an answer every time, 200 or a sentence', { timeout: fuzzTimeout }, async () => {
  const field = fc.oneof(name, any);
  const item = fc.record(
    { name: field, channel: field, channels: any, data: any, socket_id: any, info: any },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    item.map((one) => JSON.stringify(one)),
    fc.record({ batch: fc.oneof(fc.array(item, { maxLength: 12 }), any) }).map((one) => JSON.stringify(one)),
    fc.string(),
  );
  const path = fc.constantFrom(
    '/events',
    '/batch_events',
    '/channels',
    '/channels/c',
    '/channels/presence-c/users',
    '/x',
  );
  const params = fc.dictionary(fc.constantFrom('info', 'filter_by_prefix', 'name', 'channels[]', 'Odd'), fc.string(), {
    maxKeys: 3,
  });
  await fc.assert(
    fc.asyncProperty(inBunches(fc.tuple(fc.constantFrom('GET', 'POST'), path, body, params)), async (requests) => {
      const answers = await Promise.all(
        requests.map(([method, end, text, query]) =>
          signedSend(running.port, method, `/apps/12345${end}`, text, query),
        ),
      );
      for (const { status, text } of answers) {
        expect(status === 200 || text.length > 0).toBe(true);
        expect([200, 400, 401, 404, 405, 413]).toContain(status);
      }
    }),
    bunches,
  );
  await expectAlive();
});

test('any bytes on the port: an end, and nobody else notices', { timeout: fuzzTimeout }, async () => {
  const start = fc.constantFrom(
    '',
    'GET / HTTP/1.1\r\n',
    'POST /apps/12345/events HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\n',
    'GET /app/your_app_key HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  await fc.assert(
    fc.asyncProperty(inBunches(fc.tuple(start, fc.uint8Array({ maxLength: 200 }))), async (peers) => {
      await Promise.all(
        peers.map(async ([head, bytes]) => {
          const socket = connect(running.port, '127.0.0.1');
          socket.on('error', () => {});
          socket.resume();
          socket.end(Buffer.concat([Buffer.from(head), bytes]));
          await once(socket, 'close');
        }),
      );
    }),
    bunches,
  );
  await expectAlive();
});
