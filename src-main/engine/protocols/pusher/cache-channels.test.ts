import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../../contract/limits';
import { defaultApp } from '../../hub/apps';
import { ManualClock } from '../../hub/clocks.test-support';
import { stored } from './entry-body.test-support';
import { explain } from './explain';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish, signedSend } from './signed-request.test-support';

let running: RunningHub;
let clock: ManualClock;
beforeEach(async () => {
  clock = new ManualClock();
  running = await startHub({ clock });
});
afterEach(() => running.close());

const ciphertext = `{"nonce":"${Buffer.alloc(24).toString('base64')}","ciphertext":"AA=="}`;

/** Subscribes; all it is told then. */
async function join(channel: string): Promise<{ client: RawClient; told: readonly unknown[] }> {
  const client = await (await running.connect()).established();
  const user = channel.startsWith('presence-') ? { user_id: client.socketId } : undefined;
  const auth = channel.startsWith('p') ? channelAuth(client.socketId, channel, user) : {};
  expect(await client.subscribe(channel, auth)).toMatchObject({ event: 'pusher_internal:subscription_succeeded' });
  return { client, told: await client.flush() };
}

const miss = (channel: string) => ({ event: 'pusher:cache_miss', channel });
const kinds = ['cache-a', 'private-cache-a', 'presence-cache-a', 'private-encrypted-cache-a'];

describe('what a new subscriber of a cache channel gets', () => {
  test.each(kinds)('48: %s without an event is a miss, once the subscription is confirmed', async (channel) => {
    const { told } = await join(channel);
    expect(told).toEqual([miss(channel)]);
    const subscribed = running.recorder.of('subscribe')[0];
    const entry = running.recorder.entries.find(({ event }) => event === 'pusher:cache_miss');
    expect(entry).toMatchObject({ kind: 'ping', action: 'chatter', channel, cause: subscribed?.seq });
  });

  test.each(kinds)('49: %s has its last event, published while nobody was there', async (channel) => {
    for (const data of ['{"n":1}', ciphertext]) {
      await publish(running.port, { name: 'state', channel, data });
    }
    clock.advance(1_500);
    const { client, told } = await join(channel);
    expect(told).toEqual([{ event: 'state', channel, data: ciphertext }]);
    const [subscribed] = running.recorder.of('subscribe');
    const published = running.recorder.of('publish');
    const [replay, ...others] = running.recorder.of('deliver');
    expect(others).toEqual([]);
    expect(replay).toMatchObject({
      connection: 1,
      channel,
      event: 'state',
      matched: 1,
      cause: subscribed?.seq,
      detail: { replayOf: published[1]?.seq, ageMs: 1_500 },
    });
    expect(explain(stored(replay, client.socketId)).sections).toContainEqual(
      expect.objectContaining({ label: 'Replay' }),
    );
  });

  test('a socket that was left out of the publish gets it when it comes again; others get nothing twice', async () => {
    const [one, two] = [await join('cache-a'), await join('cache-a')];
    const event = { name: 'e', channel: 'cache-a', data: 'x', socket_id: one.client.socketId };
    await publish(running.port, event);
    expect(await one.client.flush()).toEqual([]);
    one.client.send({ event: 'pusher:unsubscribe', data: { channel: 'cache-a' } });
    expect(await one.client.subscribe('cache-a')).toMatchObject({ event: 'pusher_internal:subscription_succeeded' });
    expect(await one.client.flush()).toEqual([{ event: 'e', channel: 'cache-a', data: 'x' }]);
    expect(await two.client.flush()).toEqual([{ event: 'e', channel: 'cache-a', data: 'x' }]);
  });

  test('each of several channels has it, those that are no cache channels do not', async () => {
    await publish(running.port, { name: 'e', channels: ['cache-a', 'b', 'cache-c', 'x-cache-d', 'cached'], data: 'x' });
    for (const channel of ['cache-a', 'cache-c']) {
      expect((await join(channel)).told).toEqual([{ event: 'e', channel, data: 'x' }]);
    }
    for (const channel of ['b', 'x-cache-d', 'cached']) {
      expect((await join(channel)).told).toEqual([]);
    }
  });
});

describe('what is not remembered', () => {
  test('50: client events', async () => {
    const { client } = await join('private-cache-a');
    const { client: other } = await join('private-cache-a');
    client.send({ event: 'client-x', channel: 'private-cache-a', data: 1 });
    expect(await other.next()).toMatchObject({ event: 'client-x' });
    expect((await join('private-cache-a')).told).toEqual([miss('private-cache-a')]);
  });

  test('members who come and go', async () => {
    await publish(running.port, { name: 'e', channel: 'presence-cache-a', data: 'x' });
    const { client } = await join('presence-cache-a');
    client.close();
    await running.recorder.waitFor(({ action }) => action === 'leave');
    expect((await join('presence-cache-a')).told).toEqual([{ event: 'e', channel: 'presence-cache-a', data: 'x' }]);
  });

  test('a refused publish', async () => {
    await publish(running.port, { name: 'pusher:e', channel: 'cache-a', data: 'x' });
    expect((await join('cache-a')).told).toEqual([miss('cache-a')]);
  });

  test('anything for longer than half an hour, or than the app says', async () => {
    await publish(running.port, { name: 'e', channel: 'cache-a', data: 'x' });
    clock.advance(1_799_999);
    expect((await join('cache-a')).told).toHaveLength(1);
    clock.advance(1);
    expect((await join('cache-a')).told).toEqual([miss('cache-a')]);
    await running.close();
    running = await startHub({ clock, apps: [{ ...defaultApp, cacheS: 10 }] });
    await publish(running.port, { name: 'e', channel: 'cache-a', data: 'x' });
    clock.advance(10_000);
    expect((await join('cache-a')).told).toEqual([miss('cache-a')]);
  });

  test('the channel unused for longest, once more of them stand empty than are remembered', async () => {
    await publish(running.port, { name: 'e', channel: 'cache-first', data: 'x' });
    for (let index = 0; index < limits.rememberedChannels; index += 100) {
      const channels = Array.from({ length: 100 }, (_, more) => `cache-${index + more}`);
      await publish(running.port, { name: 'e', channels, data: 'x' });
    }
    expect((await join('cache-first')).told).toEqual([miss('cache-first')]);
    expect((await join(`cache-${limits.rememberedChannels - 1}`)).told).toHaveLength(1);
  });
});

describe('GET /channels/NAME with info=cache', () => {
  const ask = async (channel: string) => {
    const params = { info: 'cache,subscription_count' };
    return JSON.parse((await signedSend(running.port, 'GET', `/apps/12345/channels/${channel}`, '', params)).text);
  };

  test('has data and the seconds left, whether anybody is subscribed or not', async () => {
    expect(await ask('cache-a')).toEqual({ occupied: false, cache: null });
    await publish(running.port, { name: 'e', channel: 'cache-a', data: '{"a":1}' });
    clock.advance(60_001);
    expect(await ask('cache-a')).toEqual({ occupied: false, cache: { data: '{"a":1}', ttl: 1_740 } });
    await join('cache-a');
    expect(await ask('cache-a')).toMatchObject({ occupied: true, subscription_count: 1, cache: { data: '{"a":1}' } });
    expect(await ask('open')).toEqual({ occupied: false });
  });
});

test('pusher-js takes both', async () => {
  const client = running.client();
  const channel = client.subscribe('cache-a');
  await new Promise((resolve) => channel.bind('pusher:cache_miss', resolve));
  await running.sdk().trigger('cache-a', 'state', { n: 1 });
  const late = running.client().subscribe('cache-a');
  expect(await new Promise((resolve) => late.bind('state', resolve))).toEqual({ n: 1 });
});
