import { expect } from 'vitest';
import { type PusherCase, pusherCase } from '../pusher-case';
import { until } from '../pusher-server';

export const connection: readonly PusherCase[] = [
  pusherCase(1, 'a valid key: connection_established comes first, its data a string', async (server) => {
    const { event, data } = await server.open().next();
    expect(event).toBe('pusher:connection_established');
    const { socket_id, activity_timeout } = JSON.parse(data as string);
    expect(socket_id).toMatch(/^\d+\.\d+$/);
    expect(activity_timeout).toBeGreaterThan(0);
  }),
  pusherCase(2, 'no query at all is taken as protocol 7', async (server) => {
    const client = await server.open('').established();
    expect(await client.subscribe(server.name('c'))).toMatchObject({ data: '{}' });
  }),
  pusherCase(3, 'two connections have two socket ids', async (server) => {
    expect((await server.connect()).socketId).not.toBe((await server.connect()).socketId);
  }),
  pusherCase(4, 'an unknown key: the handshake succeeds, then error and close 4001', async (server) => {
    const client = server.open('', server.name('nokey'));
    expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4001 } });
    expect(await client.closed).toMatchObject({ code: 4001 });
  }),
  pusherCase(5, 'an empty key, and one with a slash behind it, are 404 at the handshake', async (server) => {
    await expect(server.open('', '').opened).rejects.toThrow('404');
    await expect(server.open('', `${server.app.key}/`).opened).rejects.toThrow('404');
  }),
  pusherCase(6, 'an old protocol version is let in', async (server) => {
    expect((await server.open('?protocol=2').established()).socketId).toMatch(/^\d+\.\d+$/);
  }),
  pusherCase(
    7,
    'a disabled app: 4003',
    async (server) => {
      expect(await server.open().closed).toMatchObject({ code: 4003 });
    },
    { enabled: false },
  ),
  pusherCase(
    8,
    'above the capacity: 4100',
    async (server) => {
      await server.connect();
      const second = server.open();
      expect(await second.next()).toMatchObject({ event: 'pusher:error', data: { code: 4100 } });
      expect(await second.closed).toMatchObject({ code: 4100 });
    },
    { capacity: 1 },
  ),
  pusherCase(
    9,
    'an origin that is not allowed: error and close 4009',
    async (server) => {
      const page = server.open('', server.app.key, { origin: 'https://evil.test' });
      expect(await page.next()).toMatchObject({ event: 'pusher:error', data: { code: 4009 } });
      expect(await page.closed).toMatchObject({ code: 4009 });
      await server.open('', server.app.key, { origin: 'http://shop.test:3000' }).established();
    },
    { allowedOrigins: ['shop.test'] },
  ),
  pusherCase(10, 'pusher:ping is answered within a second', async (server) => {
    const client = await server.connect();
    const startMs = performance.now();
    client.send({ event: 'pusher:ping', data: {} });
    expect((await client.next()).event).toBe('pusher:pong');
    expect(performance.now() - startMs).toBeLessThan(1_000);
  }),
  pusherCase(11, 'a ping of the WebSocket itself is answered', async (server) => {
    const client = await server.connect();
    const pong = new Promise((done) => client.socket.once('pong', (data) => done(data.toString())));
    client.socket.ping('here');
    expect(await pong).toBe('here');
    expect(await client.flush()).toEqual([]);
  }),
  pusherCase(
    12,
    'who is silent is pinged after the activity timeout',
    async (server) => {
      const client = await server.connect();
      expect((await client.next()).event).toBe('pusher:ping');
    },
    { activityTimeoutS: 1 },
  ),
  pusherCase(13, 'a pusher:pong needs no answer', async (server) => {
    const client = await server.connect();
    client.send({ event: 'pusher:pong', data: {} });
    expect(await client.flush()).toEqual([]);
  }),
  pusherCase(15, 'who closes is cleaned up: the channel is vacated', async (server) => {
    const channel = server.name('c');
    const client = await server.member(channel);
    client.socket.close(1000);
    expect(await client.closed).toMatchObject({ code: 1000 });
    await until(async () => (await server.request('GET', `/channels/${channel}`)).text === '{"occupied":false}');
  }),
  pusherCase(26, 'a subscription sent along with the handshake is no crash', async (server) => {
    const client = server.open();
    const channel = server.name('c');
    await client.opened;
    client.send({ event: 'pusher:subscribe', data: { channel } });
    await client.established();
    expect(await client.next()).toMatchObject({ channel });
  }),
  pusherCase(46, 'a member whose socket is killed is removed', async (server) => {
    const channel = server.name('presence-a');
    const [anna, bob] = [
      await server.member(channel, { user_id: 'a' }),
      await server.member(channel, { user_id: 'b' }),
    ];
    expect((await anna.next()).event).toBe('pusher_internal:member_added');
    bob.socket.terminate();
    expect(await anna.next()).toMatchObject({ event: 'pusher_internal:member_removed', data: '{"user_id":"b"}' });
  }),
];
