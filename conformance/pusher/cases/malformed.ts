import { expect } from 'vitest';
import { type PusherCase, pusherCase } from '../pusher-case';
import { complaint } from '../pusher-server';

export const malformed: readonly PusherCase[] = [
  pusherCase(16, 'text that is no JSON: an error, and the connection stays', async (server) => {
    await complaint(await server.connect(), '{bad');
  }),
  pusherCase(17, 'JSON that is no object: an error, and the connection stays', async (server) => {
    const client = await server.connect();
    for (const text of ['[]', 'null', '5', '"x"']) await complaint(client, text);
  }),
  pusherCase(18, 'a message without event: an error, and the connection stays', async (server) => {
    await complaint(await server.connect(), '{"data":{}}');
  }),
  pusherCase(19, 'an event that is no string: an error, and the connection stays', async (server) => {
    const client = await server.connect();
    for (const event of [5, null, {}, ['pusher:ping']]) await complaint(client, { event, data: {} });
  }),
  pusherCase(20, 'a subscribe without data or channel: an error, and the connection stays', async (server) => {
    const client = await server.connect();
    await complaint(client, { event: 'pusher:subscribe' });
    await complaint(client, { event: 'pusher:subscribe', data: {} });
    await complaint(client, { event: 'pusher:subscribe', data: { channel: 5 } });
  }),
  pusherCase(21, 'data may come as a string of JSON', async (server) => {
    const client = await server.connect();
    const channel = server.name('c');
    client.send({ event: 'pusher:subscribe', data: JSON.stringify({ channel }) });
    expect(await client.next()).toMatchObject({ event: 'pusher_internal:subscription_succeeded', channel });
  }),
  pusherCase(22, 'an unknown pusher: event: an error, and the connection stays', async (server) => {
    await complaint(await server.connect(), { event: 'pusher:foo', data: {} });
  }),
  pusherCase(23, 'an event without prefix: an error that names it', async (server) => {
    const { data } = await complaint(await server.connect(), { event: 'foo', channel: 'c', data: {} });
    expect(data).toMatchObject({ message: expect.stringContaining("'foo'") });
  }),
  pusherCase(24, 'a binary message is not taken, and is no crash', async (server) => {
    const client = await server.connect();
    client.socket.send(Buffer.from('{"event":"pusher:ping","data":{}}'), { binary: true });
    const frames = await client.flush();
    expect(frames.filter(({ event }) => event !== 'pusher:error')).toEqual([]);
  }),
  pusherCase(25, 'a message above every limit: close 1009', async (server) => {
    const client = await server.connect();
    client.send({ event: 'client-x', channel: 'private-a', data: 'x'.repeat(2_000_000) });
    expect(await client.closed).toMatchObject({ code: 1009 });
  }),
  pusherCase(57, 'pusher events of a client are never passed on', async (server) => {
    const channel = server.name('private-a');
    const [one, two] = [await server.member(channel), await server.member(channel)];
    await complaint(one, { event: 'pusher:x', channel, data: {} });
    await complaint(one, { event: 'pusher_internal:x', channel, data: {} });
    expect(await two.flush()).toEqual([]);
  }),
];
