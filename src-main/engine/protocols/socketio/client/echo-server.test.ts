import { expect, test } from 'vitest';
import { startDesk } from '../../../clients/session-desk.test-support';
import { ManualClock } from '../../../hub/clocks.test-support';
import { ioServer, profileOf, socketIo } from './servers.test-support';

/** What laravel-echo-server 1.6.3 does with the events of its own, on the server it is built on. */
async function echoServer() {
  const { url, io } = await ioServer(2);
  const heard: [string, unknown][] = [];
  io.on('connection', (socket) => {
    const member = { user_id: 1, user_info: { name: 'Ann' }, socketId: socket.id };
    for (const name of ['subscribe', 'unsubscribe', 'client event']) {
      socket.on(name, (data: { channel: string }) => {
        heard.push([name, data]);
        if (name !== 'subscribe') return;
        if (data.channel === 'private-no') socket.emit('subscription_error', data.channel, 403);
        else if (data.channel === 'private-down') socket.emit('subscription_error', data.channel, 0);
        else void socket.join(data.channel);
        if (data.channel === 'presence-room') socket.emit('presence:subscribed', data.channel, [member]);
        if (data.channel === 'presence-true') socket.emit('presence:subscribed', data.channel, []);
      });
    }
  });
  return { url, io, heard };
}

test('subscribes with its event, tells channels of broadcasts, refusals and members', async () => {
  const clock = new ManualClock();
  const { url, io, heard } = await echoServer();
  const { desk, start, until, recorder } = await startDesk([socketIo], { clock });
  const channels = ['orders', 'private-ok', 'private-no', 'private-down', 'presence-room'];
  await start(profileOf(url, {}, { channels, secrets: { authHeaders: 'Authorization: Bearer abcdefgh' } }));
  const state = await until('io', ({ channels: all }) => all.filter((one) => one.state !== 'asked').length === 4);
  expect(heard[1]).toEqual([
    'subscribe',
    { channel: 'private-ok', auth: { headers: { Authorization: 'Bearer abcdefgh' } } },
  ]);
  expect(state.channels.map(({ name, state: how }) => [name, how])).toEqual([
    ['orders', 'on'],
    ['private-ok', 'asked'],
    ['private-no', 'refused'],
    ['private-down', 'refused'],
    ['presence-room', 'on'],
  ]);
  expect(state.channels[2]?.problem?.message).toContain('answered 403');
  expect(state.channels[3]?.problem?.message).toContain('could not reach the auth endpoint');
  expect(state.channels[4]?.members).toEqual([{ userId: '1', info: '{"name":"Ann"}' }]);
  // There is no success reply: without a refusal for a while it is taken for on.
  clock.advance(2_000);
  await until('io', ({ channels: all }) => all[1]?.state === 'on');
  io.to('orders').emit('App\\Events\\Made', 'orders', { id: 7 });
  await until('io', ({ received }) => received >= 2);
  expect(recorder.of('deliver').at(-1)).toMatchObject({
    channel: 'orders',
    event: 'App\\Events\\Made',
    summary: '{"id":7}',
  });
  const { words } = await desk.send({
    profile: 'io',
    values: { as: 'client', channel: 'private-ok', event: 'typing', data: '{"a":1}' },
  });
  expect(words).toContain('not acknowledged');
  for (const [channel, words] of [
    ['other', 'Not subscribed to other'],
    ['orders', 'orders is public: laravel-echo-server drops client events there'],
  ] as const) {
    await expect(desk.send({ profile: 'io', values: { as: 'client', channel, event: 'x' } })).rejects.toThrow(words);
  }
});

test('never leaves a presence channel it is no member of, which would end the server', async () => {
  const { url, heard } = await echoServer();
  const { desk, start, until, recorder } = await startDesk([socketIo]);
  await start(profileOf(url, {}, { channels: ['presence-room', 'presence-true', 'orders'] }));
  await until('io', ({ channels }) => channels.every(({ state }) => state === 'on'));
  for (const channel of ['presence-room', 'presence-true', 'orders']) await desk.unsubscribe('io', channel);
  await desk.send({ profile: 'io', values: { event: 'done' } });
  await recorder.waitFor(({ event }) => event === 'done');
  const left = () =>
    heard.filter(([name]) => name === 'unsubscribe').map(([, data]) => (data as { channel: string }).channel);
  while (left().length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(left()).toEqual(['presence-room', 'orders']);
  expect(recorder.of('note')[0]).toMatchObject({ channel: 'presence-true' });
});
