import type Ably from 'ably';
import { expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { listen, startAbly, whenOver } from './running-ably.test-support';

const formats = [
  ['JSON', false],
  ['MessagePack', true],
] as const;

test.each(formats)(
  'ably-js in %s attaches, is heard, and hears what applications and pages publish',
  async (_, useBinaryProtocol) => {
    const hub = await startAbly();
    const [one, two] = [hub.realtime({ useBinaryProtocol }), hub.realtime({ useBinaryProtocol: !useBinaryProtocol })];
    const { channel, heard } = await listen(one, 'private:user.1');
    const other = await listen(two, 'private:user.1');
    const published = await channel.publish('made', { id: 7 });
    await hub
      .rest()
      .channels.get('private:user.1')
      .publish('bytes', Buffer.from([0, 255]));
    // A page on Pusher's side of the same channel, and the application's other SDK.
    await hub.sdk().trigger('private-user.1', 'paid', { id: 8 });
    const expected = [
      ['made', { id: 7 }],
      ['bytes', Buffer.from([0, 255])],
      ['paid', { id: 8 }],
    ];
    await expect.poll(() => heard).toEqual(expected);
    await expect.poll(() => other.heard).toEqual(expected);
    expect(published.serials).toEqual([expect.any(String)]);
    expect(hub.recorder.of('client')[0]).toMatchObject({ protocol: 'ably', event: 'made', matched: 2, connection: 1 });
    expect(hub.recorder.of('publish').map(({ protocol, matched }) => [protocol, matched])).toEqual([
      ['ably', 2],
      ['pusher', 2],
    ]);
    const deliveries = hub.recorder.of('deliver');
    expect(deliveries.map(({ channel: name, detail }) => [name, detail?.inMessagePack])).toEqual(
      Array.from({ length: 3 }, () => ['private:user.1', 1]),
    );
    expect(hub.recorder.of('subscribe').map(({ action, connection }) => [action, connection])).toEqual([
      ['subscribe', 1],
      ['subscribe', 2],
    ]);
    await channel.detach();
    expect(hub.recorder.of('subscribe', 'unsubscribe')).toMatchObject([{ channel: 'private:user.1', connection: 1 }]);
    one.close();
    await whenOver(hub);
    expect(hub.recorder.of('connection', 'open')[0]?.detail).toMatchObject({
      library: expect.stringMatching(/ably-js.2\.28.*protocol 6/),
    });
    expect(JSON.stringify(hub.recorder.entries)).not.toContain(defaultApp.secret);
  },
);

test('what a page says over Pusher as a client event is heard over Ably, and the other way', async () => {
  const hub = await startAbly();
  const { channel, heard } = await listen(hub.realtime(), 'private:room');
  const sign = (socketId: string) => hub.sdk().authorizeChannel(socketId, 'private-room').auth;
  const page = await (await hub.connect()).established();
  await page.subscribe('private-room', { auth: sign(page.socketId) });
  page.send({ event: 'client-typing', channel: 'private-room', data: { who: 'a' } });
  await expect.poll(() => heard).toEqual([['client-typing', { who: 'a' }]]);
  await channel.publish('client-typing', { who: 'b' });
  expect(await page.next()).toMatchObject({ event: 'client-typing', data: '{"who":"b"}' });
  expect(hub.recorder.of('client').map(({ protocol, matched }) => [protocol, matched])).toEqual([
    ['pusher', 2],
    ['ably', 2],
  ]);
});

test('echoMessages false keeps its own messages from it, also those an application sends for it', async () => {
  const hub = await startAbly();
  const quiet = hub.realtime({ echoMessages: false });
  const [{ channel, heard }, other] = [await listen(quiet, 'c'), await listen(hub.realtime(), 'c')];
  await channel.publish('own', 'x');
  const connectionKey = quiet.connection.key;
  await hub
    .rest()
    .channels.get('c')
    .publish({ name: 'toOthers', data: 'x', connectionKey } as Ably.Message);
  await hub.rest().channels.get('c').publish('all', 'x');
  await expect.poll(() => other.heard.map(([name]) => name)).toEqual(['own', 'toOthers', 'all']);
  await expect.poll(() => heard.map(([name]) => name)).toEqual(['all']);
  expect(hub.recorder.of('publish')[0]).toMatchObject({ matched: 2, excluded: 1, detail: { excludedKnown: true } });
});

test.each(formats)(
  'presence in %s: who enters, changes and leaves is known to others, and to who comes later',
  async (_, useBinaryProtocol) => {
    const hub = await startAbly();
    const [ada, bob] = [hub.realtime({ clientId: 'ada', useBinaryProtocol }), hub.realtime({ clientId: 'bob' })];
    const room = bob.channels.get('presence:room');
    const seen: unknown[] = [];
    await room.presence.subscribe((one) => seen.push([one.action, one.clientId, one.data]));
    await ada.channels.get('presence:room').presence.enter({ name: 'Ada' });
    await room.presence.enter();
    await ada.channels.get('presence:room').presence.update('busy');
    await expect
      .poll(() => seen)
      .toEqual([
        ['enter', 'ada', { name: 'Ada' }],
        ['enter', 'bob', undefined],
        ['update', 'ada', 'busy'],
      ]);
    const late = hub.realtime({ useBinaryProtocol }).channels.get('presence:room');
    expect((await late.presence.get()).map(({ clientId, data }) => [clientId, data])).toEqual([
      ['ada', 'busy'],
      ['bob', undefined],
    ]);
    expect(
      (await hub.rest().channels.get('presence:room').presence.get()).items.map(({ clientId }) => clientId),
    ).toEqual(['ada', 'bob']);
    expect(hub.hub.members(defaultApp.id, 'presence:room')).toMatchObject([
      { userId: 'ada', info: 'busy' },
      { userId: 'bob' },
    ]);
    await ada.channels.get('presence:room').presence.leave();
    bob.close();
    await expect.poll(async () => (await late.presence.get()).length).toBe(0);
    expect(hub.recorder.of('presence').map(({ action, summary }) => [action, summary])).toEqual([
      ['join', 'ada entered.'],
      ['join', 'bob entered.'],
      ['none', 'ada changed what it says of itself.'],
      ['leave', 'ada left.'],
      ['leave', 'bob left.'],
    ]);
  },
);

test('history over REST: what was published within two minutes, the newest first', async () => {
  const hub = await startAbly();
  for (const useBinaryProtocol of [true, false]) {
    const channel = hub.rest({ useBinaryProtocol }).channels.get(`x${useBinaryProtocol}`);
    await channel.publish('a', { id: 1 });
    await channel.publish('b', Buffer.from([9]));
    const { items } = await channel.history();
    expect(items.map(({ name, data }) => [name, data])).toEqual([
      ['b', Buffer.from([9])],
      ['a', { id: 1 }],
    ]);
    expect((await channel.status()).status.occupancy.metrics.subscribers).toBe(0);
  }
});

test('rewind brings what was published before', async () => {
  const hub = await startAbly();
  for (const name of ['a', 'b', 'c']) await hub.rest().channels.get('x').publish(name, 'x');
  const { heard } = await listen(hub.realtime(), 'x', { params: { rewind: '2' } });
  await expect.poll(() => heard.map(([name]) => name)).toEqual(['b', 'c']);
});

test('a wrong key and a disabled app are said inside the WebSocket, and the client fails with the code', async () => {
  const hub = await startAbly({ apps: [defaultApp, { ...defaultApp, id: '2', key: 'off', enabled: false }] });
  for (const [key, code] of [
    [`${defaultApp.id}.${defaultApp.key}:wrong`, 40101],
    ['gone.away:secret', 40400],
    [`2.off:${defaultApp.secret}`, 40300],
  ] as const) {
    const client = hub.realtime({ key });
    await expect.poll(() => client.connection.state).toBe('failed');
    expect(client.connection.errorReason).toMatchObject({ code });
  }
  expect(hub.recorder.of('refused', 'open').map(({ code }) => code)).toEqual([40101, 40400, 40300]);
  expect(hub.recorder.of('connection')).toEqual([]);
});

test('a token may do what it says: another channel fails, publishing too', async () => {
  const hub = await startAbly();
  const { token } = await hub.rest().auth.requestToken({ capability: { 'private:*': ['subscribe'] }, clientId: 'u7' });
  const client = hub.realtime({ key: undefined, token });
  const { channel } = await listen(client, 'private:a');
  expect([client.auth.clientId, channel.modes]).toEqual(['u7', ['subscribe', 'presence_subscribe']]);
  await expect(channel.publish('x', 'y')).rejects.toMatchObject({ code: 40160 });
  await expect(client.channels.get('public:b').attach()).rejects.toMatchObject({ code: 40160 });
  await expect(hub.realtime({ key: undefined, token, clientId: 'u7' }).auth.authorize()).rejects.toBeTruthy();
  expect(hub.recorder.of('refused').map(({ action, code }) => [action, code])).toEqual([
    ['client', 40160],
    ['subscribe', 40160],
  ]);
  expect(hub.hub.channels().find(({ name }) => name === 'public:b')).toMatchObject({
    refusals: 1,
    lastRefusalCode: 40160,
  });
});
