import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { stored } from './entry-body.test-support';
import { explain } from './explain';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish, userAuth } from './signed-request.test-support';

let running: RunningHub;
let client: RawClient;
beforeEach(async () => {
  running = await startHub();
  client = await connect();
});
afterEach(() => running.close());

const connect = async () => (await running.connect()).established();
const signedIn = async (user: string | object) => {
  const one = await connect();
  expect((await one.signIn(userAuth(one.socketId, user))).event).toBe('pusher:signin_success');
  return one;
};
const refusedWith = (text: string) => ({
  event: 'pusher:error',
  data: { code: null, message: expect.stringContaining(text) },
});

describe('signing in', () => {
  test('81: a valid token is confirmed with the very user_data, as an object', async () => {
    const auth = userAuth(client.socketId, '{"id": "12345", "user_info": {"n": 1.10}}');
    expect(await client.signIn(auth)).toEqual({ event: 'pusher:signin_success', data: { user_data: auth.user_data } });
    const [entry] = running.recorder.of('auth');
    expect(entry).toMatchObject({ connection: 1, event: 'pusher:signin', detail: { user: '12345' } });
    expect(running.recorder.entries.at(-1)).toMatchObject({ kind: 'ping', action: 'chatter', cause: entry?.seq });
    expect(running.hub.connections()).toMatchObject([{ id: 1, user: '12345' }]);
    expect(explain(stored(entry, client.socketId)).sections[0]).toMatchObject({ label: 'Sign-in' });
  });

  test('82: a wrong signature names the string to sign, and the connection stays as it was', async () => {
    const { user_data } = userAuth(client.socketId, { id: '1' });
    const answer = await client.signIn({ auth: `${defaultApp.key}:${'0'.repeat(64)}`, user_data });
    expect(answer).toMatchObject(
      refusedWith(`Expected HMAC SHA256 hex digest of ${client.socketId}::user::{"id":"1"}`),
    );
    expect(running.recorder.of('refused', 'request')[0]).toMatchObject({
      connection: 1,
      event: 'pusher:signin',
      detail: { check: 'signature', stringToSign: `${client.socketId}::user::{"id":"1"}` },
    });
    expect(await client.subscribe('#server-to-user-1')).toMatchObject(refusedWith('signed in'));
    expect(running.hub.connections()).toMatchObject([{ user: '' }]);
  });

  test.each<[string, (socketId: string, data: string, otherId: string) => { text?: string; secret?: string }, string]>([
    ['the key in place of the secret', () => ({ secret: defaultApp.key }), 'key of the app'],
    ['as for a channel', (socketId, data) => ({ text: `${socketId}:${data}` }), 'as for a channel'],
    ['user_data before it was written again', (id) => ({ text: `${id}::user::{"id":"1"}` }), 'changed after'],
    ['another socket', (_, data, otherId) => ({ text: `${otherId}::user::${data}` }), 'another connection'],
  ])('82: signed with %s, which the hint names', async (_, twist, hint) => {
    const other = await connect();
    const data = '{"id": "1"}';
    const { text = `${client.socketId}::user::${data}`, secret = defaultApp.secret } = twist(
      client.socketId,
      data,
      other.socketId,
    );
    const signature = createHmac('sha256', secret).update(text).digest('hex');
    await client.signIn({ auth: `${defaultApp.key}:${signature}`, user_data: data });
    expect(running.recorder.of('refused', 'request')[0]).toMatchObject({
      detail: { hint: expect.stringContaining(hint) },
    });
  });

  test('82: the key of another app', async () => {
    const { auth, user_data } = userAuth(client.socketId, { id: '1' });
    expect(await client.signIn({ auth: auth.replace(defaultApp.key, 'other'), user_data })).toMatchObject(
      refusedWith('Invalid key'),
    );
  });

  test.each<[string, string | object, string]>([
    ['no id', {}, 'user id'],
    ['an empty id', { id: '' }, 'user id'],
    ['a number as id', { id: 7 }, 'user id'],
    ['a list', '[]', 'user id'],
    ['no JSON', 'x', 'user id'],
    ['JSON in a string', JSON.stringify('{"id":"1"}'), 'user id'],
    ['an id that is too long', { id: 'x'.repeat(129) }, 'user id'],
    ['too much user_info', { id: '1', user_info: 'x'.repeat(1_025) }, 'user_info'],
    ['a watchlist that is none', { id: '1', watchlist: '7' }, 'watchlist'],
    ['a watchlist with an id that is too long', { id: '1', watchlist: ['x'.repeat(129)] }, 'watchlist'],
    ['a watchlist of numbers', { id: '1', watchlist: [7] }, 'watchlist'],
  ])('user_data with %s is refused', async (_, user, check) => {
    expect((await client.signIn(userAuth(client.socketId, user))).event).toBe('pusher:error');
    expect(running.recorder.of('refused', 'request')[0]).toMatchObject({ detail: { check } });
    expect(running.recorder.of('auth')).toEqual([]);
  });

  test('83: another user on the same connection is refused, the same one is not', async () => {
    const one = await signedIn({ id: '1' });
    expect(await one.signIn(userAuth(one.socketId, { id: '2' }))).toMatchObject(refusedWith('signed in as 1'));
    expect((await one.signIn(userAuth(one.socketId, { id: '1' }))).event).toBe('pusher:signin_success');
    expect(running.hub.connections()[1]).toMatchObject({ user: '1' });
  });

  test('data may be a JSON string', async () => {
    client.send({ event: 'pusher:signin', data: JSON.stringify(userAuth(client.socketId, { id: '1' })) });
    expect((await client.next()).event).toBe('pusher:signin_success');
  });
});

describe('a presence channel', () => {
  const room = 'presence-room';

  test('47: takes who has signed in without channel_data, with id and user_info of the sign-in', async () => {
    const one = await signedIn('{"id":"1","user_info":{"name":"Anna", "n": 1.10}}');
    expect(await one.subscribe(room, channelAuth(one.socketId, room))).toMatchObject({
      data: '{"presence":{"ids":["1"],"hash":{"1":{"name":"Anna", "n": 1.10}},"count":1}}',
    });
    expect(running.recorder.of('subscribe')[0]).toMatchObject({ detail: { user: '1' } });
  });

  test('47: channel_data says otherwise if it is sent', async () => {
    const one = await signedIn({ id: '1' });
    const answer = await one.subscribe(room, channelAuth(one.socketId, room, { user_id: '9' }));
    expect(answer.data).toContain('"ids":["9"]');
  });

  test('47: who has not signed in is refused, and told of the way out', async () => {
    expect((await client.subscribe(room, channelAuth(client.socketId, room))).event).toBe('pusher:error');
    expect(running.recorder.of('refused', 'subscribe')[0]).toMatchObject({
      detail: { check: 'channel_data', hint: expect.stringContaining('signed in') },
    });
  });
});

describe('server to user', () => {
  const channel = '#server-to-user-1';

  test('reaches the connections of this user that have subscribed, and nobody else', async () => {
    const [one, again, other] = [await signedIn({ id: '1' }), await signedIn({ id: '1' }), await signedIn({ id: '2' })];
    for (const own of [one, again]) {
      expect(await own.subscribe(channel)).toMatchObject({ event: 'pusher_internal:subscription_succeeded', channel });
    }
    expect(await other.subscribe(channel)).toMatchObject(refusedWith('signed in as 2'));
    await publish(running.port, { name: 'note', channel, data: '{"a":1}' });
    for (const own of [one, again]) {
      expect(await own.flush()).toEqual([{ event: 'note', channel, data: '{"a":1}' }]);
    }
    expect(await other.flush()).toEqual([]);
    const [published] = running.recorder.of('publish');
    expect(published).toMatchObject({ matched: 2 });
    expect(published?.detail).not.toHaveProperty('note');
    expect(running.recorder.of('subscribe').map(({ detail }) => detail?.user)).toEqual(['1', '1']);
    expect(running.recorder.of('refused', 'subscribe')[0]).toMatchObject({ channel, detail: { check: 'sign-in' } });
  });

  test('takes no client events', async () => {
    const one = await signedIn({ id: '1' });
    await one.subscribe(channel);
    one.send({ event: 'client-x', channel, data: 1 });
    expect(await one.next()).toMatchObject(refusedWith('for the server'));
  });
});

test('pusher-js signs in, and the SDK reaches its user', async () => {
  const sdk = running.sdk();
  const page = running.client({
    userAuthentication: {
      customHandler: ({ socketId }: { socketId: string }, callback: (error: Error | null, data: unknown) => void) =>
        callback(null, sdk.authenticateUser(socketId, { id: 'anna', user_info: { name: 'Anna' } })),
    },
  });
  page.signin();
  const heard = new Promise((resolve) => page.user.bind('note', resolve));
  await running.recorder.waitFor(({ kind, channel }) => kind === 'subscribe' && channel === '#server-to-user-anna');
  await sdk.sendToUser('anna', 'note', { text: 'hello' });
  expect(await heard).toEqual({ text: 'hello' });
  expect(page.user.user_data).toMatchObject({ id: 'anna' });
});
