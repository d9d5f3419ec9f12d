import { afterEach, describe, expect, test } from 'vitest';
import type { AppLimits, AppOptions } from '../../../contract/app';
import { defaultApp } from '../../hub/apps';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish, signedSend, userAuth } from './signed-request.test-support';

let running: RunningHub;
afterEach(() => running.close());

const start = async (options: Partial<AppOptions>) => {
  running = await startHub({ apps: [{ ...defaultApp, ...options }] });
};
const startLimited = (limits: Partial<AppLimits>) => start({ limits: { ...defaultApp.limits, ...limits } });
const connect = async () => (await running.connect()).established();
const subscribe = (client: RawClient, channel: string, user?: object) =>
  client.subscribe(channel, channelAuth(client.socketId, channel, user));
const event = (more: object) => ({ name: 'e', channel: 'c', data: 'x', ...more });
const refused = { event: 'pusher:error' };

describe('each limit of an app can be lowered and raised', () => {
  test('channel names, of subscriptions, publishes and client events', async () => {
    await startLimited({ channelNameChars: 10 });
    const client = await connect();
    expect(await client.subscribe('a'.repeat(11))).toMatchObject(refused);
    expect(await client.subscribe('a'.repeat(10))).toMatchObject({ event: 'pusher_internal:subscription_succeeded' });
    expect((await publish(running.port, event({ channel: 'a'.repeat(11) }))).status).toBe(400);
    await running.close();
    await startLimited({ channelNameChars: 300 });
    expect((await publish(running.port, event({ channel: 'a'.repeat(300) }))).status).toBe(200);
  });

  test('event names, data, channels and batches of publishes', async () => {
    await startLimited({ eventNameChars: 5, dataBytes: 8, channelsPerPublish: 2, batchEvents: 3 });
    const status = async (more: object) => (await publish(running.port, event(more))).status;
    expect(await status({ name: '12345' })).toBe(200);
    expect(await status({ name: '123456' })).toBe(400);
    expect(await status({ data: '12345678' })).toBe(200);
    expect(await status({ data: '123456789' })).toBe(413);
    expect(await status({ channel: undefined, channels: ['a', 'b'] })).toBe(200);
    expect(await status({ channel: undefined, channels: ['a', 'b', 'c'] })).toBe(400);
    const batch = (length: number) =>
      signedSend(running.port, 'POST', '/apps/12345/batch_events', { batch: Array.from({ length }, () => event({})) });
    expect((await batch(3)).status).toBe(200);
    expect((await batch(4)).status).toBe(400);
    await running.close();
    await startLimited({ dataBytes: 100_000, batchEvents: 50 });
    expect(await status({ data: 'x'.repeat(100_000) })).toBe(200);
    expect((await batch(50)).status).toBe(200);
  });

  test('names and data of client events', async () => {
    await startLimited({ eventNameChars: 10, dataBytes: 8 });
    const client = await connect();
    await subscribe(client, 'private-a');
    const trigger = (name: string, data: string) => client.send({ event: name, channel: 'private-a', data });
    trigger('client-123', '123456');
    trigger('client-1234', '');
    trigger('client-1', '1234567');
    expect(await client.flush()).toMatchObject([refused, refused]);
    expect(running.recorder.of('refused').map(({ detail }) => detail?.check)).toEqual(['event', 'size']);
  });

  test('members, their ids and what is told of them', async () => {
    await startLimited({ members: 1, userIdChars: 3, userInfoBytes: 10 });
    const [one, two] = [await connect(), await connect()];
    const join = (client: RawClient, user: object) => subscribe(client, 'presence-a', user);
    expect(await join(one, { user_id: '1234' })).toMatchObject(refused);
    expect(await join(one, { user_id: '1', user_info: { n: '12345' } })).toMatchObject(refused);
    expect(await join(one, { user_id: '123', user_info: { n: '1' } })).not.toMatchObject(refused);
    expect(await join(two, { user_id: '2' })).toMatchObject(refused);
    expect(await join(two, { user_id: '123' })).not.toMatchObject(refused);
    expect(await two.signIn(userAuth(two.socketId, { id: '1234' }))).toMatchObject(refused);
  });

  test('watched users', async () => {
    await startLimited({ watchedUsers: 2 });
    const client = await connect();
    await client.signIn(userAuth(client.socketId, { id: '1', watchlist: ['a', 'b', 'c'] }));
    expect(await client.next()).toMatchObject({ data: { code: 4302, message: expect.stringContaining('first 2') } });
  });
});

describe('protocol versions', () => {
  test.each([
    ['', 4008],
    ['?protocol=x', 4006],
    ['?protocol=6', 4007],
    ['?protocol=7', null],
    ['?protocol=5', null],
  ])('of an app that takes 5 and 7: %s is %s', async (query, code) => {
    await start({ protocolVersions: [5, 7] });
    const client = await running.connect(query);
    const frame = await client.next();
    if (code === null) {
      expect(frame.event).toBe('pusher:connection_established');
      return;
    }
    expect(frame).toMatchObject({ event: 'pusher:error', data: { code } });
    expect(await client.closed).toMatchObject({ code });
    expect(running.recorder.of('refused', 'open')[0]).toMatchObject({ code, detail: { check: 'protocol version' } });
  });
});

describe('client events of all', () => {
  test('who is not a member may send, to a public channel as well; each entry has its receipt', async () => {
    await start({ clientEvents: 'all' });
    const [outsider, member, anna] = [await connect(), await connect(), await connect()];
    await member.subscribe('open');
    await subscribe(anna, 'presence-a', { user_id: 'anna' });
    outsider.send({ event: 'client-x', channel: 'open', data: 1 });
    expect(await member.next()).toEqual({ event: 'client-x', channel: 'open', data: 1 });
    member.send({ event: 'client-y', channel: 'open', data: 2 });
    expect(await member.flush()).toEqual([]);
    outsider.send({ event: 'client-z', channel: 'presence-a', data: 3 });
    expect(await anna.next()).toEqual({ event: 'client-z', channel: 'presence-a', data: 3 });
    outsider.send({ event: 'client-z', channel: 'nobody', data: 3 });
    expect(await outsider.flush()).toEqual([]);
    expect(running.recorder.of('client').map(({ matched, excluded }) => [matched, excluded])).toEqual([
      [1, undefined],
      [1, 2],
      [1, undefined],
      [0, undefined],
    ]);
  });

  test.each(['private-encrypted-a', '#server-to-user-1', 'no channel', ''])('not to %j', async (channel) => {
    await start({ clientEvents: 'all' });
    const client = await connect();
    client.send({ event: 'client-x', channel, data: 1 });
    expect(await client.flush()).toMatchObject([refused]);
    expect(running.recorder.of('client')).toEqual([]);
  });
});
