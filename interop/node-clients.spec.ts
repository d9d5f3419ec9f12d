import Pusher from 'pusher';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AuthServer } from './support/auth-server';
import { startAuthServer } from './support/auth-server';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { below, closePages, echo, heard, next, page, subscribed } from './support/pages';

let hub: Hub;
let auth: AuthServer;
let sdk: Pusher;
beforeAll(async () => {
  hub = await startHub();
  sdk = appServer();
  auth = await startAuthServer(
    sdk,
    new Map([
      ['token-of-ann', 'ann'],
      ['token-of-bob', 'bob'],
    ]),
  );
});
afterEach(closePages);
afterAll(async () => {
  await auth.stop();
  await hub.stop();
});

function appServer(secret = 'your_app_secret'): Pusher {
  const port = String(hub.port);
  return new Pusher({ appId: '12345', key: 'your_app_key', secret, host: '127.0.0.1', port, useTLS: false });
}

/** pusher-js with the auth endpoint of an application, asked over HTTP as in a browser. */
const signedIn = (user: string) =>
  page(hub.port, {
    channelAuthorization: {
      endpoint: auth.endpoint,
      transport: 'ajax',
      headers: { Authorization: `Bearer token-of-${user}` },
    },
  });

describe('pusher-js and the Node SDK', () => {
  test('trigger, triggerBatch and an excluded socket', async () => {
    const [one, two] = [page(hub.port), page(hub.port)];
    const [first, second] = [one.subscribe('orders'), two.subscribe('orders')];
    await Promise.all([subscribed(first), subscribed(second)]);
    const [byFirst, bySecond] = [heard(first), heard(second)];
    const last = [next(first, 'last'), next(second, 'last')];
    await sdk.trigger(['orders', 'nobody'], 'shipped', { id: 7 });
    await sdk.trigger('orders', 'others', 'text', { socket_id: one.connection.socket_id });
    await sdk.triggerBatch([
      { channel: 'orders', name: 'batched', data: { n: 1 } },
      { channel: 'orders', name: 'last', data: { n: 2 } },
    ]);
    await Promise.all(last);
    expect(byFirst).toEqual([
      ['shipped', { id: 7 }],
      ['batched', { n: 1 }],
      ['last', { n: 2 }],
    ]);
    expect(bySecond.map(([event]) => event)).toEqual(['shipped', 'others', 'batched', 'last']);
    const [others] = await hub.entries('kind:publish event:others', 1);
    const channels = [{ channel: 'orders', matched: 2, written: 1, excluded: 1, cut: 0, buffered: 0 }];
    expect(await hub.receipt(others)).toMatchObject({ channels, excludedKnown: true });
  });

  test('presence over an auth endpoint, the users asked for by the SDK, a client event', async () => {
    const ann = signedIn('ann').subscribe('presence-room');
    await subscribed(ann);
    const added = next(ann, 'pusher:member_added');
    const bob = signedIn('bob').subscribe('presence-room');
    expect(await next<{ count: number }>(bob, 'pusher:subscription_succeeded')).toMatchObject({ count: 2 });
    expect(await added).toEqual({ id: 'bob', info: { name: 'bob' } });
    const users = await sdk.get({ path: '/channels/presence-room/users', params: {} });
    expect(await users.json()).toEqual({ users: [{ id: 'ann' }, { id: 'bob' }] });
    const channels = await sdk.get({
      path: '/channels',
      params: { filter_by_prefix: 'presence-', info: 'user_count' },
    });
    expect(await channels.json()).toEqual({ channels: { 'presence-room': { user_count: 2 } } });
    const typing = next(bob, 'client-typing');
    ann.trigger('client-typing', { at: 3 });
    expect(await typing).toEqual({ at: 3 });
  });

  test('a page that is not logged in never asks the hub; one signed with another secret is refused there', async () => {
    const failed = await next(signedIn('nobody').subscribe('private-a'), 'pusher:subscription_error');
    expect(failed).toMatchObject({ type: 'AuthError', status: 403 });
    const stranger = await startAuthServer(appServer('another_secret'), new Map([['token', 'ann']]));
    const client = page(hub.port, {
      channelAuthorization: {
        endpoint: stranger.endpoint,
        transport: 'ajax',
        headers: { Authorization: 'Bearer token' },
      },
    });
    const error = next(client.connection, 'error');
    client.subscribe('private-wrong');
    expect(JSON.stringify(await error)).toContain('Invalid signature');
    await stranger.stop();
    const [refused] = await hub.entries('kind:refused channel:private-wrong', 1);
    expect(refused?.detail?.stringToSign).toBe(`${client.connection.socket_id}:private-wrong`);
  });

  test('a publish with a wrong secret fails with the string that was to be signed, and is an entry', async () => {
    const failure = await appServer('wrong')
      .trigger('orders', 'e', {})
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 401, body: expect.stringContaining('HmacSHA256Hex("POST\\n/apps/12345') });
    const [refused] = await hub.entries('kind:refused event:e', 1);
    expect(refused).toMatchObject({ row: { code: 401, channel: 'orders' }, detail: { check: 'auth_signature' } });
  });
});

describe.each(['pusher', 'reverb'] as const)('laravel-echo with broadcaster %s', (broadcaster) => {
  const as = (user: string) => echo(broadcaster, hub.port, { endpoint: auth.endpoint, token: `token-of-${user}` });
  const name = (channel: string) => `${channel}-${broadcaster}`;

  test('listens on public and private channels, by class name and by own name', async () => {
    const client = as('ann');
    const [open, closed] = [client.channel(name('news')), client.private(name('orders.7'))];
    const byClass = new Promise((resolve) => closed.listen('OrderShipped', resolve));
    const byName = new Promise((resolve) => open.listen('.order.shipped', resolve));
    await Promise.all([subscribed(below(open)), subscribed(below(closed))]);
    await sdk.trigger(name('private-orders.7'), 'App\\Events\\OrderShipped', { id: 7 });
    await sdk.trigger(name('news'), 'order.shipped', { id: 8 });
    expect(await byClass).toEqual({ id: 7 });
    expect(await byName).toEqual({ id: 8 });
  });

  test('a presence channel tells who is here, joins and leaves', async () => {
    const [ann, bob] = [as('ann'), as('bob')];
    const room = ann.join(name('room'));
    expect(await new Promise((resolve) => room.here(resolve))).toEqual([{ name: 'ann' }]);
    const joined = new Promise((resolve) => room.joining(resolve));
    const left = new Promise((resolve) => room.leaving(resolve));
    const hers = bob.join(name('room'));
    expect(await new Promise((resolve) => hers.here(resolve))).toHaveLength(2);
    expect(await joined).toEqual({ name: 'bob' });
    bob.leave(name('room'));
    expect(await left).toEqual({ name: 'bob' });
  });

  test('a whisper reaches the other page', async () => {
    const [ann, bob] = [as('ann').private(name('chat')), as('bob').private(name('chat'))];
    const whispered = new Promise((resolve) => bob.listenForWhisper('typing', resolve));
    await Promise.all([subscribed(below(ann)), subscribed(below(bob))]);
    ann.whisper('typing', { name: 'ann' });
    expect(await whispered).toEqual({ name: 'ann' });
    const [entry] = await hub.entries(`kind:client channel:${name('private-chat')}`, 1);
    expect(await hub.receipt(entry)).toMatchObject({ channels: [{ matched: 2, excluded: 1, written: 1 }] });
  });
});
