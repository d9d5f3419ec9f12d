import { expect } from 'vitest';
import { type PusherCase, pusherCase } from '../pusher-case';
import { complaint, succeeded } from '../pusher-server';

export const presence: readonly PusherCase[] = [
  pusherCase(40, 'who joins gets ids, hash and count, itself included', async (server) => {
    const client = await server.connect();
    const channel = server.name('presence-a');
    const auth = server.auth(client, channel, { user_id: 'a', user_info: { name: 'Anna' } });
    const frame = await client.subscribe(channel, auth);
    expect(JSON.parse(frame.data as string)).toEqual({
      presence: { ids: ['a'], hash: { a: { name: 'Anna' } }, count: 1 },
    });
  }),
  pusherCase(41, 'another member: those who are there hear of it once, it does not hear of itself', async (server) => {
    const channel = server.name('presence-a');
    const anna = await server.member(channel, { user_id: 'a' });
    const bob = await server.member(channel, { user_id: 'b', user_info: { n: 1 } });
    const [added, ...more] = await anna.flush();
    expect(added).toMatchObject({ event: 'pusher_internal:member_added', channel });
    expect(JSON.parse(added?.data as string)).toEqual({ user_id: 'b', user_info: { n: 1 } });
    expect(more).toEqual([]);
    expect(await bob.flush()).toEqual([]);
  }),
  pusherCase(42, 'a second tab of a member is no news, and the count stays', async (server) => {
    const channel = server.name('presence-a');
    const anna = await server.member(channel, { user_id: 'a' });
    await server.member(channel, { user_id: 'b' });
    await anna.flush();
    const tab = await server.connect();
    const frame = await tab.subscribe(channel, server.auth(tab, channel, { user_id: 'b' }));
    expect(JSON.parse(frame.data as string).presence.count).toBe(2);
    expect(await anna.flush()).toEqual([]);
  }),
  pusherCase(43, 'only the last tab that goes is a member that goes', async (server) => {
    const channel = server.name('presence-a');
    const anna = await server.member(channel, { user_id: 'a' });
    const tabs = [await server.member(channel, { user_id: 'b' }), await server.member(channel, { user_id: 'b' })];
    await anna.flush();
    for (const tab of tabs) {
      expect(await anna.flush()).toEqual([]);
      tab.send({ event: 'pusher:unsubscribe', data: { channel } });
      await tab.flush();
    }
    expect(await anna.next()).toMatchObject({ event: 'pusher_internal:member_removed', data: '{"user_id":"b"}' });
  }),
  pusherCase(44, 'presence without user_id is refused', async (server) => {
    const client = await server.connect();
    const channel = server.name('presence-a');
    const auth = server.auth(client, channel, { user_info: {} });
    await complaint(client, { event: 'pusher:subscribe', data: { channel, ...auth } });
  }),
  pusherCase(45, 'the 101st member is refused', async (server) => {
    const channel = server.name('presence-a');
    await Promise.all(Array.from({ length: 100 }, (_, at) => server.member(channel, { user_id: String(at) })));
    const client = await server.connect();
    const auth = server.auth(client, channel, { user_id: 'late' });
    await complaint(client, { event: 'pusher:subscribe', data: { channel, ...auth } });
  }),
  pusherCase(47, 'who has signed in may leave channel_data out', async (server) => {
    const client = await server.connect();
    const user = server.name('user');
    await client.signIn(server.signInAuth(client, { id: user, user_info: { n: 1 } }));
    const channel = server.name('presence-a');
    const frame = await client.subscribe(channel, server.auth(client, channel));
    expect(JSON.parse(frame.data as string).presence.hash).toEqual({ [user]: { n: 1 } });
  }),
  pusherCase(51, 'a client event reaches the others, with the user on a presence channel', async (server) => {
    const [room, talk] = [server.name('presence-a'), server.name('private-a')];
    const [anna, bob] = [await server.member(room, { user_id: 'a' }), await server.member(room, { user_id: 'b' })];
    await anna.flush();
    for (const one of [anna, bob]) await one.subscribe(talk, server.auth(one, talk));
    for (const channel of [room, talk]) anna.send({ event: 'client-x', channel, data: { z: 1 } });
    expect(await anna.flush()).toEqual([]);
    expect(await bob.flush()).toEqual([
      { event: 'client-x', channel: room, data: { z: 1 }, user_id: 'a' },
      { event: 'client-x', channel: talk, data: { z: 1 } },
    ]);
  }),
  pusherCase(52, 'a client event on a public channel is refused, and nobody gets it', async (server) => {
    const channel = server.name('c');
    const [one, two] = [await server.member(channel), await server.member(channel)];
    await complaint(one, { event: 'client-x', channel, data: {} });
    expect(await two.flush()).toEqual([]);
  }),
  pusherCase(53, 'a client event of who is not on the channel is refused, and nobody gets it', async (server) => {
    const channel = server.name('private-a');
    const [member, outsider] = [await server.member(channel), await server.connect()];
    await complaint(outsider, { event: 'client-x', channel, data: {} });
    expect(await member.flush()).toEqual([]);
  }),
  pusherCase(
    54,
    'client events that are switched off are refused in words',
    async (server) => {
      const channel = server.name('private-a');
      const client = await server.member(channel);
      const { data } = await complaint(client, { event: 'client-x', channel, data: {} });
      expect(data).toMatchObject({ message: expect.stringContaining('enable') });
    },
    { clientEvents: 'off' },
  ),
  pusherCase(55, 'the eleventh client event of a second: 4301, and the connection stays', async (server) => {
    const channel = server.name('private-a');
    const [one, two] = [await server.member(channel), await server.member(channel)];
    for (let at = 0; at < 11; at += 1) one.send({ event: 'client-x', channel, data: at });
    expect(await one.flush()).toMatchObject([{ event: 'pusher:error', data: { code: 4301 } }]);
    expect(await two.flush()).toHaveLength(10);
  }),
  pusherCase(56, 'a user_id that a client sends along is not believed', async (server) => {
    const channel = server.name('presence-a');
    const [anna, bob] = [
      await server.member(channel, { user_id: 'a' }),
      await server.member(channel, { user_id: 'b' }),
    ];
    anna.send({ event: 'client-x', channel, data: {}, user_id: 'b' });
    expect(await bob.next()).toMatchObject({ user_id: 'a' });
  }),
  pusherCase(81, 'a valid sign-in is confirmed, and opens the channel of that user', async (server) => {
    const client = await server.connect();
    const auth = server.signInAuth(client, { id: server.name('user') });
    expect(await client.signIn(auth)).toMatchObject({ event: 'pusher:signin_success' });
    const channel = `#server-to-user-${server.name('user')}`;
    expect(await client.subscribe(channel)).toMatchObject({ event: succeeded, channel });
    await complaint(client, { event: 'pusher:subscribe', data: { channel: '#server-to-user-another' } });
  }),
  pusherCase(82, 'a wrong sign-in is refused, and nobody is signed in', async (server) => {
    const client = await server.connect();
    const user = server.name('user');
    await complaint(client, { event: 'pusher:signin', data: server.signInAuth(client, { id: user }, 'wrong') });
    await complaint(client, { event: 'pusher:subscribe', data: { channel: `#server-to-user-${user}` } });
  }),
  pusherCase(83, 'who is signed in cannot become another', async (server) => {
    const client = await server.connect();
    await client.signIn(server.signInAuth(client, { id: '1' }));
    await complaint(client, { event: 'pusher:signin', data: server.signInAuth(client, { id: '2' }) });
  }),
  pusherCase(84, 'terminate ends all connections of a user, and no other', async (server) => {
    const [anna, annaToo, bob] = [await server.connect(), await server.connect(), await server.connect()];
    const user = server.name('user');
    for (const one of [anna, annaToo]) await one.signIn(server.signInAuth(one, { id: user }));
    await bob.signIn(server.signInAuth(bob, { id: `${user}b` }));
    expect((await server.request('POST', `/users/${user}/terminate_connections`, '{}')).status).toBe(200);
    await Promise.all([anna.closed, annaToo.closed]);
    expect(await bob.flush()).toEqual([]);
  }),
  pusherCase(87, 'who watches a user hears that it came, and that it went', async (server) => {
    const [watcher, seven] = [await server.connect(), await server.connect()];
    const user = server.name('7');
    await watcher.signIn(server.signInAuth(watcher, { id: server.name('w'), watchlist: [user] }));
    const told = async () => JSON.parse((await watcher.next()).data as string).events;
    expect(await told()).toEqual([{ name: 'offline', user_ids: [user] }]);
    await seven.signIn(server.signInAuth(seven, { id: user }));
    expect(await told()).toEqual([{ name: 'online', user_ids: [user] }]);
    seven.close();
    expect(await told()).toEqual([{ name: 'offline', user_ids: [user] }]);
  }),
];
