import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../contract/limits';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';

let running: RunningHub;
let client: RawClient;
beforeEach(async () => {
  running = await startHub();
  client = await (await running.connect()).established();
});
afterEach(() => running.close());

async function expectKept(): Promise<void> {
  expect(await client.flush()).toEqual([]);
}

describe('what is no message gets an error with code null, and the connection stays', () => {
  test.each([
    ['16', '{bad', 'not valid JSON'],
    ['16', '', 'not valid JSON'],
    ['17', '[]', 'not a JSON object'],
    ['17', 'null', 'not a JSON object'],
    ['17', '5', 'not a JSON object'],
    ['17', '"x"', 'not a JSON object'],
    ['18', '{}', 'no event name'],
    ['19', '{"event":5}', 'no event name'],
    ['19', '{"event":{}}', 'no event name'],
  ])('%s: %s', async (_case, text, words) => {
    client.send(text);
    expect(await client.next()).toMatchObject({
      event: 'pusher:error',
      data: { code: null, message: expect.stringContaining(words) },
    });
    await expectKept();
    const entry = running.recorder.of('error')[0];
    expect(entry).toMatchObject({ direction: 'up', connection: 1, text });
    expect(running.recorder.of('ping', 'chatter')[0]?.cause).toBe(entry?.seq);
  });

  test.each([
    { event: 'pusher:subscribe' },
    { event: 'pusher:subscribe', data: {} },
    { event: 'pusher:subscribe', data: { channel: 5 } },
    { event: 'pusher:subscribe', data: '{bad' },
    { event: 'pusher:subscribe', data: [] },
    { event: 'pusher:unsubscribe', data: null },
  ])('20: %j', async (message) => {
    client.send(message);
    expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: null } });
    await expectKept();
    expect(running.recorder.of('refused', 'subscribe')).toHaveLength(1);
  });

  test('21: data as a JSON string is understood', async () => {
    client.send({ event: 'pusher:subscribe', data: '{"channel":"c"}' });
    expect((await client.next()).event).toBe('pusher_internal:subscription_succeeded');
  });

  test.each(['pusher:foo', 'pusher_internal:member_added', 'foo'])('22, 23, 57: %s', async (event) => {
    const other = await (await running.connect()).established();
    await other.subscribe('c');
    await client.subscribe('c');
    client.send({ event, channel: 'c', data: {} });
    const answer = await client.next();
    expect(answer).toMatchObject({ event: 'pusher:error', data: { code: null } });
    expect((answer.data as { message: string }).message).toContain('Unsupported event received on socket');
    await expectKept();
    expect(await other.flush()).toEqual([]);
  });

  test('23: a very long name is shortened in the answer', async () => {
    client.send({ event: 'x'.repeat(100_000) });
    const { data } = await client.next();
    expect((data as { message: string }).message.length).toBeLessThan(200);
  });

  test('24: a binary message is not supported', async () => {
    client.send(Buffer.from('{"event":"pusher:ping"}'));
    expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: null } });
    await expectKept();
  });

  test.each([undefined, null, 5, 'x', [], {}, { auth: 'a:b' }, { user_data: '{"id":"1"}' }])(
    'a sign-in with data %j is answered with a sentence',
    async (data) => {
      client.send({ event: 'pusher:signin', data });
      expect(await client.next()).toMatchObject({
        event: 'pusher:error',
        data: { code: null, message: expect.stringContaining('sign-in') },
      });
    },
  );
});

describe('what breaks the WebSocket ends the connection, with a reason', () => {
  test('25: a message above the limit is 1009; what was queued before it still arrives', async () => {
    client.send({ event: 'pusher:ping', data: {} });
    client.send(Buffer.alloc(limits.frameBytes + 1, 0x20));
    expect((await client.next()).event).toBe('pusher:pong');
    expect(await client.closed).toEqual({ code: 1009, reason: 'message larger than 1,048,576 bytes' });
    const close = await running.recorder.waitFor(({ action }) => action === 'close');
    expect(close).toMatchObject({ code: 1009, direction: 'down', detail: { unsentBytes: 0 } });
    expect(running.recorder.of('error')[0]).toMatchObject({ code: 1009, detail: { limitBytes: limits.frameBytes } });
  });

  test('text that is no UTF-8 is 1007', async () => {
    client.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect(await client.closed).toEqual({ code: 1007, reason: 'text that is not valid UTF-8' });
  });

  test('a message at the limit is read', async () => {
    const padding = 'x'.repeat(limits.frameBytes - 100);
    client.send({ event: 'pusher:ping', data: { padding } });
    expect((await client.next()).event).toBe('pusher:pong');
  });
});
