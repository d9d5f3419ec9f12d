import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { defaultApp } from '../../hub/apps';
import { ManualClock } from '../../hub/clocks.test-support';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth } from './signed-request.test-support';

let running: RunningHub;
let clock: ManualClock;
beforeEach(async () => {
  clock = new ManualClock();
  running = await startHub({ clock, apps: [{ ...defaultApp, subscriptionCounts: true }] });
});
afterEach(() => running.close());

const connect = async () => (await running.connect()).established();
const countOf = (count: number, channel = 'c') => ({
  event: 'pusher_internal:subscription_count',
  channel,
  data: `{"subscription_count":${count}}`,
});

describe('subscription counts, for an app that asked for them', () => {
  test('everybody on a channel is told with each subscription and unsubscription', async () => {
    const [one, two] = [await connect(), await connect()];
    await one.subscribe('c');
    expect(await one.flush()).toEqual([countOf(1)]);
    await two.subscribe('c');
    expect(await two.flush()).toEqual([countOf(2)]);
    expect(await one.flush()).toEqual([countOf(2)]);
    two.close();
    await running.recorder.waitFor(({ action, connection }) => action === 'close' && connection === 2);
    expect(await one.flush()).toEqual([countOf(1)]);
    one.send({ event: 'pusher:unsubscribe', data: { channel: 'c' } });
    expect(await one.flush()).toEqual([]);
    const told = running.recorder.entries.filter(({ event }) => event === 'pusher_internal:subscription_count');
    expect(told.map(({ matched, channel, action }) => [matched, channel, action])).toEqual([
      [1, 'c', 'chatter'],
      [2, 'c', 'chatter'],
      [1, 'c', 'chatter'],
    ]);
  });

  test('presence channels are not: they have their members', async () => {
    const client = await connect();
    await client.subscribe('presence-a', channelAuth(client.socketId, 'presence-a', { user_id: '1' }));
    expect(await client.flush()).toEqual([]);
  });

  test('above a hundred subscribers at most every five seconds, the last count for sure', async () => {
    const clients: RawClient[] = [];
    for (let index = 0; index < 104; index += 1) {
      const client = await connect();
      clients.push(client);
      await client.subscribe('c');
    }
    const [first] = clients as [RawClient];
    expect((await first.flush()).map(({ data }) => data).slice(-2)).toEqual([countOf(100).data, countOf(101).data]);
    clock.advance(4_999);
    expect(await first.flush()).toEqual([]);
    clock.advance(1);
    expect(await first.flush()).toEqual([countOf(104)]);
    clock.advance(60_000);
    expect(await first.flush()).toEqual([]);
  });
});

test('without having been asked for there are none', async () => {
  const plain = await startHub();
  const client = await (await plain.connect()).established();
  await client.subscribe('c');
  expect(await client.flush()).toEqual([]);
  await plain.close();
});

test('pusher-js takes it', async () => {
  const client = running.client();
  const channel = client.subscribe('c');
  const count = await new Promise((resolve) => channel.bind('pusher:subscription_count', resolve));
  expect(count).toEqual({ subscription_count: 1 });
  expect(channel.subscriptionCount).toBe(1);
});
