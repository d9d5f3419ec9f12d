import type Ably from 'ably';
import { expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { ManualClock } from '../../hub/clocks.test-support';
import { RawClient } from '../pusher/raw-client.test-support';
import { ablyKey, basic, listen, startAbly, whenOver } from './running-ably.test-support';

test('a lost connection is gone on with: same id, nothing missed, still present', async () => {
  const hub = await startAbly();
  const client = hub.realtime({ clientId: 'ada', disconnectedRetryTimeout: 200 });
  const { channel, heard } = await listen(client, 'presence:room');
  await channel.presence.enter();
  const { id, key } = client.connection;
  const [open] = hub.hub.connections();
  hub.hub.dismiss(open?.id ?? 0, { mayReturn: true, reason: 'a test' });
  await hub.recorder.waitFor(({ kind, action }) => kind === 'connection' && action === 'close');
  // Now: ably-js comes back at once.
  const draft = { app: defaultApp.id, protocol: 'ably', channel: 'presence:room', excludeSocketId: '' };
  hub.hub.send({ ...draft, event: 'missed', data: 'x' });
  await expect.poll(() => client.connection.state).toBe('connected');
  await expect.poll(() => heard).toEqual([['missed', 'x']]);
  await hub.rest().channels.get('presence:room').publish('live', 'x');
  await expect.poll(() => heard.map(([name]) => name)).toEqual(['missed', 'live']);
  expect([client.connection.id === id, client.connection.key === key]).toEqual([true, false]);
  expect(hub.recorder.of('presence').map(({ action }) => action)).not.toContain('leave');
  const [missed] = hub.recorder.of('publish');
  expect(missed).toMatchObject({ event: 'missed', matched: 0 });
  expect(hub.recorder.of('deliver')[0]).toMatchObject({ cause: missed?.seq, connection: 2, event: 'missed' });
  expect(hub.recorder.of('connection', 'open')[1]).toMatchObject({
    detail: { isResumed: true },
    summary: expect.stringContaining('gone on with'),
  });
});

test('before a token ends the client is asked for another, and shows it', async () => {
  const clock = new ManualClock();
  const hub = await startAbly({ clock });
  let asked = 0;
  const client = hub.realtime({
    key: undefined,
    authCallback: async (_, done) => {
      asked += 1;
      const headers = basic(ablyKey);
      const { json } = await hub.ask('POST', `/keys/${ablyKey.split(':')[0]}/requestToken`, {
        headers,
        body: '{"ttl":60000}',
      });
      done(null, json as Ably.TokenDetails);
    },
  });
  await expect.poll(() => client.connection.state).toBe('connected');
  clock.advance(31_000);
  await hub.recorder.waitFor(({ kind, event }) => kind === 'auth' && event === 'auth');
  clock.advance(40_000);
  expect([client.connection.state, asked]).toEqual(['connected', 2]);
});

test('a token that nobody renews ends the connection with 40142', async () => {
  const clock = new ManualClock();
  const hub = await startAbly({ clock });
  const headers = basic(ablyKey);
  const { json } = await hub.ask('POST', `/keys/${ablyKey.split(':')[0]}/requestToken`, {
    headers,
    body: '{"ttl":60000}',
  });
  const { token } = json as { token: string };
  const client = hub.realtime({ key: undefined, token, transportParams: { heartbeats: 'true' } });
  await expect.poll(() => client.connection.state).toBe('connected');
  clock.advance(61_000);
  await expect.poll(() => client.connection.state).not.toBe('connected');
  const said = hub.recorder.of('ping', 'chatter').filter(({ event }) => event === 'disconnected');
  expect(said[0]?.summary).toContain('token has ended');
});

test('ping() is answered; who is silent is kept alive by either kind of heartbeat', async () => {
  const clock = new ManualClock();
  const hub = await startAbly({ clock });
  const node = hub.realtime();
  await node.connection.once('connected');
  await hub.realtime({ transportParams: { heartbeats: 'true' } }).connection.once('connected');
  expect(await node.connection.ping()).toBeGreaterThanOrEqual(0);
  clock.advance(11_000);
  await hub.recorder.waitFor(({ event, direction }) => event === 'WebSocket pong' && direction === 'up');
  const down = hub.recorder.of('ping', 'heartbeat').filter(({ direction }) => direction === 'down');
  expect(
    down
      .map(({ event, connection }) => [event, connection])
      .slice(-2)
      .sort(),
  ).toEqual([
    ['WebSocket ping', 1],
    ['heartbeat', 2],
  ]);
});

test('a socket that answers no ping is ended', async () => {
  const clock = new ManualClock();
  const hub = await startAbly({ clock });
  const client = new RawClient(`ws://127.0.0.1:${hub.port}/?key=${ablyKey}&format=json&heartbeats=false&v=6`);
  await client.next();
  client.pause();
  clock.advance(36_000);
  await whenOver(hub);
  expect(hub.recorder.of('connection', 'close')[0]).toMatchObject({ code: 1006 });
});

test('members of a connection that was lost leave after a while, and it is forgotten', async () => {
  const clock = new ManualClock();
  const hub = await startAbly({ clock });
  const client = new RawClient(`ws://127.0.0.1:${hub.port}/?key=${ablyKey}&clientId=ada&format=json&v=6`);
  const connected = (await client.next()) as unknown as { connectionKey: string };
  client.send({ action: 10, channel: 'presence:room' });
  client.send({ action: 14, channel: 'presence:room', msgSerial: 0, presence: [{ action: 2 }] });
  await hub.recorder.waitFor(({ kind }) => kind === 'presence');
  client.close();
  await whenOver(hub);
  clock.advance(14_000);
  expect(hub.hub.members(defaultApp.id, 'presence:room')).toHaveLength(1);
  clock.advance(2_000);
  expect(hub.hub.members(defaultApp.id, 'presence:room')).toEqual([]);
  clock.advance(110_000);
  const late = hub.realtime({ transportParams: { resume: connected.connectionKey } });
  await expect.poll(() => late.connection.state).toBe('connected');
  expect(hub.recorder.of('connection', 'open').at(-1)?.detail).toMatchObject({ isResumed: false });
  expect(late.connection.errorReason).toMatchObject({ code: 80008 });
});
