import { expect } from 'vitest';
import { type PusherCase, pusherCase } from '../pusher-case';
import { complaint, succeeded } from '../pusher-server';

export const channels: readonly PusherCase[] = [
  pusherCase(27, 'a public channel: success, with its name and {} as a string', async (server) => {
    const channel = server.name('c');
    expect(await (await server.connect()).subscribe(channel)).toEqual({ event: succeeded, channel, data: '{}' });
  }),
  pusherCase(28, 'a second subscribe is an error, and events still come once', async (server) => {
    const channel = server.name('c');
    const client = await server.member(channel);
    await complaint(client, { event: 'pusher:subscribe', data: { channel } });
    await server.publish({ name: 'e', channel, data: '1' });
    expect(await client.flush()).toHaveLength(1);
  }),
  pusherCase(29, 'what is published comes as one frame, its data the very string', async (server) => {
    const channel = server.name('c');
    const client = await server.member(channel);
    const data = '{"b": 1.0, "a":"\\u5b9e"}';
    expect((await server.publish({ name: 'e', channels: [channel], data })).status).toBe(200);
    expect(await client.flush()).toEqual([{ event: 'e', channel, data }]);
  }),
  pusherCase(30, 'who has unsubscribed gets nothing', async (server) => {
    const channel = server.name('c');
    const client = await server.member(channel);
    client.send({ event: 'pusher:unsubscribe', data: { channel } });
    expect(await client.flush()).toEqual([]);
    expect((await server.publish({ name: 'e', channel, data: '1' })).status).toBe(200);
    expect(await client.flush()).toEqual([]);
  }),
  pusherCase(31, 'unsubscribing from what one is not on: an error, and the connection stays', async (server) => {
    await complaint(await server.connect(), { event: 'pusher:unsubscribe', data: { channel: server.name('c') } });
  }),
  pusherCase(32, 'names with a space, an emoji, or too long are refused', async (server) => {
    const client = await server.connect();
    for (const channel of ['a b', '🙂', 'c'.repeat(201), '']) {
      await complaint(client, { event: 'pusher:subscribe', data: { channel } });
    }
  }),
  pusherCase(33, 'a name that begins with # is refused', async (server) => {
    await complaint(await server.connect(), { event: 'pusher:subscribe', data: { channel: '#x' } });
  }),
  pusherCase(34, 'a private channel with a right signature: success', async (server) => {
    const client = await server.connect();
    const channel = server.name('private-a');
    expect(await client.subscribe(channel, server.auth(client, channel))).toMatchObject({ event: succeeded, channel });
    const other = await server.connect();
    expect(await other.subscribe(channel, server.auth(other, channel, undefined, 'wrong'))).not.toMatchObject({
      event: succeeded,
    });
  }),
  pusherCase(35, 'a wrong signature: an error that names the string to sign', async (server) => {
    const client = await server.connect();
    const channel = server.name('private-a');
    const auth = server.auth(client, channel, undefined, 'wrong secret');
    const { data } = await complaint(client, { event: 'pusher:subscribe', data: { channel, ...auth } });
    expect(data).toMatchObject({ message: expect.stringContaining(`${client.socketId}:${channel}`) });
  }),
  pusherCase(36, 'a signature for another socket or channel is refused', async (server) => {
    const [client, other] = [await server.connect(), await server.connect()];
    const channel = server.name('private-a');
    for (const auth of [server.auth(other, channel), server.auth(client, `${channel}x`)]) {
      await complaint(client, { event: 'pusher:subscribe', data: { channel, ...auth } });
    }
  }),
  pusherCase(37, 'a right signature with another key before it is refused', async (server) => {
    const client = await server.connect();
    const channel = server.name('private-a');
    const [, signature] = server.auth(client, channel).auth.split(':');
    await complaint(client, { event: 'pusher:subscribe', data: { channel, auth: `another:${signature}` } });
    await complaint(client, { event: 'pusher:subscribe', data: { channel, auth: signature } });
  }),
  pusherCase(38, 'no auth, or null, is refused', async (server) => {
    const client = await server.connect();
    const channel = server.name('private-a');
    await complaint(client, { event: 'pusher:subscribe', data: { channel } });
    await complaint(client, { event: 'pusher:subscribe', data: { channel, auth: null } });
  }),
  pusherCase(39, 'channel_data that was written again after it was signed is refused', async (server) => {
    const client = await server.connect();
    const channel = server.name('presence-a');
    const { auth } = server.auth(client, channel, '{"user_id": "1"}');
    const data = { channel, auth, channel_data: '{"user_id":"1"}' };
    await complaint(client, { event: 'pusher:subscribe', data });
  }),
  pusherCase(48, 'a cache channel nothing was published to: success, then cache_miss', async (server) => {
    const channel = server.name('cache-a');
    const client = await server.member(channel);
    expect(await client.next()).toMatchObject({ event: 'pusher:cache_miss', channel });
  }),
  pusherCase(49, 'a cache channel: success, then the last event, though nobody was there', async (server) => {
    const channel = server.name('cache-a');
    for (const data of ['1', '2']) await server.publish({ name: 'e', channel, data });
    const client = await server.member(channel);
    expect(await client.next()).toEqual({ event: 'e', channel, data: '2' });
  }),
  pusherCase(50, 'a client event is not remembered', async (server) => {
    const channel = server.name('private-cache-a');
    const first = await server.member(channel);
    await first.next();
    first.send({ event: 'client-x', channel, data: {} });
    await first.flush();
    expect(await (await server.member(channel)).next()).toMatchObject({ event: 'pusher:cache_miss' });
  }),
];
