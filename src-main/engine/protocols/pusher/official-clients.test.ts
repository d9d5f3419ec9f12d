import PusherClient from 'pusher-js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';

let running: RunningHub;
beforeEach(async () => {
  running = await startHub();
});
afterEach(() => running.close());

/** pusher-js with an auth endpoint in this process: the SDK signs, as a server would. */
function client(user = ''): PusherClient {
  return running.client({
    channelAuthorization: {
      customHandler: (
        { socketId, channelName }: { socketId: string; channelName: string },
        callback: (error: Error | null, data: unknown) => void,
      ) => {
        const member = user === '' ? undefined : { user_id: user, user_info: { name: user.toUpperCase() } };
        callback(null, running.sdk().authorizeChannel(socketId, channelName, member));
      },
    },
  });
}

interface Bindable {
  bind(event: string, callback: (data: never) => void): unknown;
}

function once<T>(target: Bindable, event: string): Promise<T> {
  return new Promise((resolve) => target.bind(event, resolve as (data: never) => void));
}

describe('pusher-js and the pusher SDK', () => {
  test('presence: members, a newcomer, a leaver', async () => {
    const anna = client('anna');
    const room = anna.subscribe('presence-room');
    const members = await once<{ count: number; me: { id: string } }>(room, 'pusher:subscription_succeeded');
    expect([members.count, members.me.id]).toEqual([1, 'anna']);
    const added = once(room, 'pusher:member_added');
    const bob = client('bob');
    const seen = await once<{ count: number; get(id: string): unknown }>(
      bob.subscribe('presence-room'),
      'pusher:subscription_succeeded',
    );
    expect(seen.count).toBe(2);
    expect(seen.get('anna')).toEqual({ id: 'anna', info: { name: 'ANNA' } });
    expect(await added).toEqual({ id: 'bob', info: { name: 'BOB' } });
    const removed = once(room, 'pusher:member_removed');
    bob.disconnect();
    expect(await removed).toMatchObject({ id: 'bob' });
  });

  test('a client event reaches the other client with the id of its sender', async () => {
    const [anna, bob] = [client('anna'), client('bob')];
    const rooms = [anna.subscribe('presence-room'), bob.subscribe('presence-room')] as const;
    await Promise.all(rooms.map((room) => once(room, 'pusher:subscription_succeeded')));
    const heard = new Promise((resolve) => {
      rooms[1].bind('client-typing', (data: unknown, about: unknown) => resolve([data, about]));
    });
    rooms[0].trigger('client-typing', { at: 3 });
    expect(await heard).toEqual([{ at: 3 }, { user_id: 'anna' }]);
  });

  test('the sender named by the SDK is left out, triggerBatch and get work', async () => {
    const [one, two] = [client(), client()];
    const channels = [one.subscribe('news'), two.subscribe('news')] as const;
    await Promise.all(channels.map((channel) => once(channel, 'pusher:subscription_succeeded')));
    let heardByOne = 0;
    channels[0].bind('first', () => {
      heardByOne += 1;
    });
    const last = once(channels[1], 'last');
    const lastOfOne = once(channels[0], 'last');
    const sdk = running.sdk();
    await sdk.trigger('news', 'first', {}, { socket_id: one.connection.socket_id });
    await sdk.triggerBatch([
      { channel: 'news', name: 'middle', data: { a: 1 } },
      { channel: 'news', name: 'last', data: { a: 2 } },
    ]);
    expect(await last).toEqual({ a: 2 });
    await lastOfOne;
    expect(heardByOne).toBe(0);
    const answer = await sdk.get({ path: '/channels/news', params: { info: 'subscription_count' } });
    expect(await answer.json()).toEqual({ occupied: true, subscription_count: 2 });
    expect(await (await sdk.get({ path: '/channels', params: {} })).json()).toEqual({ channels: { news: {} } });
  });

  test('14: a hub that ends and comes back finds its clients again, subscriptions included', async () => {
    const page = client('anna');
    const room = page.subscribe('presence-room');
    await once(room, 'pusher:subscription_succeeded');
    const { port } = running;
    const again = once(room, 'pusher:subscription_succeeded');
    await running.hub.close();
    running = await startHub({ port });
    expect(await again).toMatchObject({ count: 1, me: { id: 'anna' } });
    expect(running.recorder.of('subscribe', 'subscribe')).toHaveLength(1);
    page.disconnect();
  });

  test('a channel that was refused is an error of the connection, which goes on', async () => {
    const page = running.client({
      channelAuthorization: {
        customHandler: (_: unknown, callback: (error: Error | null, data: unknown) => void) =>
          callback(null, { auth: 'your_app_key:00' }),
      },
    });
    const error = once<object>(page.connection, 'error');
    page.subscribe('private-a');
    expect(JSON.stringify(await error)).toContain('Invalid signature');
    const open = page.subscribe('open');
    await once(open, 'pusher:subscription_succeeded');
    expect(page.connection.state).toBe('connected');
  });

  test('a wrong secret is an exception that says what was to be signed', async () => {
    const failure = await running
      .sdk({ secret: 'wrong' })
      .trigger('news', 'e', {})
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 401, body: expect.stringContaining('HmacSHA256Hex') });
  });

  test('a wrong key ends the connection for good, with the reason', async () => {
    const lost = new PusherClient('undefined', {
      cluster: '',
      wsHost: '127.0.0.1',
      wsPort: running.port,
      forceTLS: false,
      enabledTransports: ['ws'],
    });
    const error = once<object>(lost.connection, 'error');
    await once(lost.connection, 'disconnected');
    expect(JSON.stringify(await error)).toContain('4001');
    expect(running.recorder.of('refused', 'open')[0]).toMatchObject({ detail: { received: 'undefined' } });
  });
});
