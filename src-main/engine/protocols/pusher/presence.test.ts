import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RawClient, RawFrame } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth } from './signed-request.test-support';

const room = 'presence-room';
let running: RunningHub;
beforeEach(async () => {
  running = await startHub();
});
afterEach(() => running.close());

async function join(user: object | string, channel = room): Promise<{ client: RawClient; answer: RawFrame }> {
  const client = await (await running.connect()).established();
  const answer = await client.subscribe(channel, channelAuth(client.socketId, channel, user));
  return { client, answer };
}

describe('the roster', () => {
  test('40: the joiner gets ids, hash and count, itself included', async () => {
    const { answer } = await join({ user_id: 'a', user_info: { name: 'Anna', big: 1 } });
    expect(answer).toEqual({
      event: 'pusher_internal:subscription_succeeded',
      channel: room,
      data: '{"presence":{"ids":["a"],"hash":{"a":{"name":"Anna","big":1}},"count":1}}',
    });
    const [subscribed, answered, joined] = running.recorder.entries.slice(1);
    expect(subscribed).toMatchObject({ kind: 'subscribe', detail: { user: 'a' } });
    expect(answered).toMatchObject({ kind: 'ping', action: 'chatter', cause: subscribed?.seq });
    expect(joined).toMatchObject({ kind: 'presence', action: 'join', cause: subscribed?.seq, detail: { user: 'a' } });
  });

  test('user_info and numeric ids stay as they were sent', async () => {
    const { answer } = await join('{"user_id": 12345678901234567890, "user_info": {"n": 1.10} }');
    expect(answer.data).toBe(
      '{"presence":{"ids":["12345678901234567890"],"hash":{"12345678901234567890":{"n": 1.10}},"count":1}}',
    );
    expect((await join({ user_id: '__proto__' })).answer.data).toContain('"__proto__":null');
  });

  test('41: others hear of a newcomer once, the newcomer does not', async () => {
    const a = await join({ user_id: 'a' });
    const b = await join({ user_id: 'b', user_info: { name: 'Bob' } });
    expect(await a.client.flush()).toEqual([
      { event: 'pusher_internal:member_added', channel: room, data: '{"user_id":"b","user_info":{"name":"Bob"}}' },
    ]);
    expect(await b.client.flush()).toEqual([]);
  });

  test('42 and 43: a second tab is silent; only the last tab that closes is a leave', async () => {
    const a = await join({ user_id: 'a' });
    const first = await join({ user_id: 'b' });
    await a.client.flush();
    const second = await join({ user_id: 'b' });
    expect(JSON.parse(second.answer.data as string)).toMatchObject({ presence: { count: 2 } });
    expect(await a.client.flush()).toEqual([]);
    expect(running.hub.members('12345', room)).toEqual([
      { userId: 'a', info: '', connections: [1] },
      { userId: 'b', info: '', connections: [2, 3] },
    ]);
    first.client.close();
    await running.recorder.waitFor(({ action, connection }) => action === 'close' && connection === 2);
    expect(await a.client.flush()).toEqual([]);
    second.client.send({ event: 'pusher:unsubscribe', data: { channel: room } });
    expect(await a.client.next()).toEqual({
      event: 'pusher_internal:member_removed',
      channel: room,
      data: '{"user_id":"b"}',
    });
    expect(running.recorder.of('presence').map(({ action }) => action)).toEqual(['join', 'join', 'leave']);
  });
});

describe('what is refused', () => {
  test('39: channel_data written again is not what was signed', async () => {
    const client = await (await running.connect()).established();
    const { auth } = channelAuth(client.socketId, room, '{"user_id":"1"}');
    const answer = await client.subscribe(room, { auth, channel_data: '{"user_id": "1"}' });
    expect((answer.data as { message: string }).message).toContain('Invalid signature');
  });

  test.each(['{}', '{"user_id":""}', '{"user_id":null}', '{"user_id":{}}', '[]', 'no json'])(
    '44: channel_data %s has no user',
    async (data) => {
      const { answer } = await join(data);
      expect(answer).toMatchObject({ event: 'pusher:error', data: { code: null } });
      expect(running.recorder.of('refused', 'subscribe')[0]).toMatchObject({ detail: { check: 'user_id' } });
    },
  );

  test('a presence channel without channel_data, and channel_data that is no string', async () => {
    const client = await (await running.connect()).established();
    const { auth } = channelAuth(client.socketId, room);
    expect((await client.subscribe(room, { auth })).event).toBe('pusher:error');
    expect((await client.subscribe(room, { auth, channel_data: { user_id: '1' } })).event).toBe('pusher:error');
  });

  test('a user id above 128 characters and a user_info above 1 KB', async () => {
    expect((await join({ user_id: 'x'.repeat(129) })).answer.event).toBe('pusher:error');
    expect((await join({ user_id: '1', user_info: 'x'.repeat(1_025) })).answer.event).toBe('pusher:error');
  });

  test('45: the 101st member is refused, another tab of the 100th is not', async () => {
    for (let user = 0; user < 100; user += 1) {
      expect((await join({ user_id: String(user) })).answer.event).toBe('pusher_internal:subscription_succeeded');
    }
    const { answer } = await join({ user_id: '100' });
    expect(answer).toMatchObject({ event: 'pusher:error', data: { message: expect.stringContaining('100 members') } });
    expect((await join({ user_id: '99' })).answer.event).toBe('pusher_internal:subscription_succeeded');
  });
});
