import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { closePages, heard, next, page, subscribed } from './support/pages';
import type { SdkCall } from './support/php';
import { phpSdk } from './support/php';

let hub: Hub;
beforeAll(async () => {
  hub = await startHub();
});
afterEach(closePages);
afterAll(() => hub.stop());

describe.each(['sdk-4', 'sdk-7'])('the PHP SDK in php/%s', (folder) => {
  const channel = (name: string) => `${name}-${folder}`;
  const sdk: SdkCall = (...call) => phpSdk(folder, hub.port)(...call);

  /** pusher-js, its channels signed by this SDK. */
  const signedPage = (user?: { user_id: string; user_info: object }) =>
    page(hub.port, {
      channelAuthorization: {
        transport: 'ajax',
        endpoint: '',
        customHandler: ({ socketId, channelName }, callback) => {
          const isPresence = channelName.startsWith('presence-');
          const method = isPresence ? 'presence_auth' : 'socket_auth';
          const args = isPresence ? [user?.user_id, user?.user_info] : [];
          const signed = folder === 'sdk-4' ? method : newName[method];
          sdk(signed, channelName, socketId, ...args).then(
            (text) => callback(null, JSON.parse(String(text))),
            (error: Error) => callback(error, null),
          );
        },
      },
    });
  const newName = { presence_auth: 'authorizePresenceChannel', socket_auth: 'authorizeChannel' } as const;

  test('publishes to one channel and to several, with everything a payload may hold', async () => {
    const client = page(hub.port);
    const [news, orders] = [client.subscribe(channel('news')), client.subscribe(channel('orders'))];
    await Promise.all([subscribed(news), subscribed(orders)]);
    const [inNews, inOrders] = [heard(news), heard(orders)];
    const last = next(orders, 'last');
    const data = { text: 'é 你好 "q" / \\', html: '<b>&</b>', n: 1.5, list: [], none: null };
    await sdk('trigger', channel('news'), 'one', data);
    await sdk('trigger', [channel('news'), channel('orders')], 'App\\Events\\Two', { id: 7 });
    await sdk('trigger', channel('orders'), 'last', 'text');
    expect(await last).toBe('text');
    expect(inNews).toEqual([
      ['one', data],
      ['App\\Events\\Two', { id: 7 }],
    ]);
    expect(inOrders[0]).toEqual(['App\\Events\\Two', { id: 7 }]);
    const [one] = await hub.entries(`kind:publish event:one channel:${channel('news')}`, 1);
    expect(String(one?.detail?.sdk)).toMatch(
      folder === 'sdk-4' ? /^pusher-http-php 4\.1\.5$/ : /^pusher-http-php 7\.2\./,
    );
    expect(await hub.receipt(one)).toMatchObject({ channels: [{ matched: 1, written: 1 }] });
  });

  test('leaves out the socket it names, publishes batches', async () => {
    const [one, two] = [page(hub.port), page(hub.port)];
    const [first, second] = [one.subscribe(channel('chat')), two.subscribe(channel('chat'))];
    await Promise.all([subscribed(first), subscribed(second)]);
    const [byFirst, bySecond] = [heard(first), heard(second)];
    const last = Promise.all([next(first, 'last'), next(second, 'last')]);
    const socketId = one.connection.socket_id;
    // The older one takes the socket id itself, the newer one a list of parameters.
    await sdk('trigger', channel('chat'), 'others', { a: 1 }, folder === 'sdk-4' ? socketId : { socket_id: socketId });
    await sdk('triggerBatch', [
      { channel: channel('chat'), name: 'batched', data: { n: 1 } },
      { channel: channel('chat'), name: 'last', data: { n: 2 } },
    ]);
    await last;
    expect(byFirst.map(([event]) => event)).toEqual(['batched', 'last']);
    expect(bySecond.map(([event]) => event)).toEqual(['others', 'batched', 'last']);
    const [others] = await hub.entries(`kind:publish event:others channel:${channel('chat')}`, 1);
    expect(await hub.receipt(others)).toMatchObject({ channels: [{ matched: 2, excluded: 1, written: 1 }] });
  });

  test('signs private and presence channels, and asks who is there', async () => {
    const client = signedPage({ user_id: '7', user_info: { name: 'Ann' } });
    const [secret, room] = [client.subscribe(channel('private-a')), client.subscribe(channel('presence-a'))];
    const members = next<{ me: unknown }>(room, 'pusher:subscription_succeeded');
    await subscribed(secret);
    expect((await members).me).toEqual({ id: '7', info: { name: 'Ann' } });
    const info = folder === 'sdk-4' ? 'get_channel_info' : 'getChannelInfo';
    expect(await sdk(info, channel('presence-a'), { info: 'user_count' })).toMatchObject({
      occupied: true,
      user_count: 1,
    });
    const all = folder === 'sdk-4' ? 'get_channels' : 'getChannels';
    expect(await sdk(all, { filter_by_prefix: channel('presence-a') })).toMatchObject({
      channels: { [channel('presence-a')]: {} },
    });
    const users = folder === 'sdk-4' ? 'get_users_info' : 'getPresenceUsers';
    expect(await sdk(users, channel('presence-a'))).toMatchObject({ users: [{ id: '7' }] });
  });

  test('with nobody anywhere gets an empty object of channels', async () => {
    const all = folder === 'sdk-4' ? 'get_channels' : 'getChannels';
    // An empty JSON array would be no object to the SDK, and it would throw.
    expect(await sdk(all, { filter_by_prefix: 'nobody-' })).toBeTruthy();
  });

  test('with a wrong secret, too much data or too many channels fails with the reason', async () => {
    const wrong = phpSdk(folder, hub.port, { PUSHER_APP_SECRET: 'wrong' });
    const publish = ['trigger', channel('refused'), 'e', { a: 1 }] as const;
    const large = ['trigger', channel('refused'), 'large', 'x'.repeat(10_241)] as const;
    if (folder === 'sdk-4') {
      // This one answers false and keeps the reason to itself: only the timeline has it.
      expect(await wrong(...publish)).toBe(false);
      expect(await sdk(...large)).toBe(false);
    } else {
      await expect(wrong(...publish)).rejects.toThrow('Invalid signature: you should have sent HmacSHA256Hex');
      await expect(sdk(...large)).rejects.toThrow('10240 bytes');
    }
    const entries = await hub.entries(`kind:refused channel:${channel('refused')}`, 2);
    expect(entries.map(({ row, detail }) => [row.code, detail?.check])).toEqual([
      [401, 'auth_signature'],
      [413, 'size'],
    ]);
    expect(entries[0]?.detail?.stringToSign).toContain('POST\n/apps/12345/events\nauth_key=your_app_key');
  });
});
