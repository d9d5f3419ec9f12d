import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WebhookSettings } from '../../../../contract/app';
import { defaultApp } from '../../../hub/apps';
import { ManualClock } from '../../../hub/clocks.test-support';
import { stored } from '../entry-body.test-support';
import { explain } from '../explain';
import type { RawClient } from '../raw-client.test-support';
import type { RunningHub } from '../running-hub.test-support';
import { startHub } from '../running-hub.test-support';
import { channelAuth, publish } from '../signed-request.test-support';
import { startReceiver } from './receiver.test-support';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let running: RunningHub;
let clock: ManualClock;
beforeEach(async () => {
  receiver = await startReceiver();
  clock = new ManualClock();
});
afterEach(async () => {
  await running.close();
  await receiver.close();
});

const start = async (more: Partial<WebhookSettings> = {}, app: Partial<typeof defaultApp> = {}) => {
  const webhook = { url: receiver.url, events: [], headers: {}, batch: false, ...more };
  running = await startHub({ apps: [{ ...defaultApp, webhooks: [webhook], ...app }], clock });
};
const connect = async () => (await running.connect()).established();
const join = (client: RawClient, channel: string, user?: object) =>
  client.subscribe(channel, channelAuth(client.socketId, channel, user));
const gone = async (client: RawClient) => {
  client.close();
  const closes = running.recorder.of('connection', 'close').length;
  await expect.poll(() => running.recorder.of('connection', 'close').length).toBeGreaterThan(closes - 1);
  await expect.poll(() => running.hub.connections().some(({ socketId }) => socketId === client.socketId)).toBe(false);
};
const results = () =>
  running.recorder.entries.filter(({ detail, direction }) => detail?.webhook && direction === 'down');
/** A result is recorded after its request has come. */
const settled = (count: number) => expect.poll(() => results().length).toBe(count);

describe('85: what a webhook tells', () => {
  test('the first subscriber and the last, the latter not before three seconds, each signed over its bytes', async () => {
    await start();
    const [one, two] = [await connect(), await connect()];
    await one.subscribe('orders');
    await two.subscribe('orders');
    await receiver.requests(1);
    await gone(one);
    await gone(two);
    clock.advance(2_999);
    expect(receiver.received).toHaveLength(1);
    clock.advance(1);
    await receiver.requests(2);
    expect(receiver.events()).toEqual([
      { name: 'channel_occupied', channel: 'orders' },
      { name: 'channel_vacated', channel: 'orders' },
    ]);
    expect(receiver.received[0]).toMatchObject({
      headers: { 'content-type': 'application/json', 'x-pusher-key': 'your_app_key' },
      rawBody: expect.stringMatching(
        /^\{"time_ms":\d{13},"events":\[\{"name":"channel_occupied","channel":"orders"\}\]\}$/,
      ),
    });
    expect(() => receiver.events('another secret')).toThrow();
  });

  test('who is back in time was never away: neither vacated nor occupied, neither removed nor added', async () => {
    await start();
    const one = await connect();
    await join(one, 'presence-a', { user_id: 'anna' });
    await receiver.requests(2);
    await gone(one);
    clock.advance(1_000);
    const again = await connect();
    await join(again, 'presence-a', { user_id: 'anna' });
    clock.advance(10_000);
    await join(again, 'presence-b', { user_id: 'anna' });
    await receiver.requests(4);
    expect(receiver.events().map(({ name, channel }) => `${name} ${channel}`)).toEqual([
      'channel_occupied presence-a',
      'member_added presence-a',
      'channel_occupied presence-b',
      'member_added presence-b',
    ]);
  });

  test('members by their user: the first connection, and the last', async () => {
    await start({ events: ['member_added', 'member_removed'] });
    const [one, two] = [await connect(), await connect()];
    await join(one, 'presence-a', { user_id: 'anna' });
    await join(two, 'presence-a', { user_id: 'anna' });
    await gone(one);
    clock.advance(10_000);
    await gone(two);
    clock.advance(3_000);
    await receiver.requests(2);
    expect(receiver.events()).toEqual([
      { name: 'member_added', channel: 'presence-a', user_id: 'anna' },
      { name: 'member_removed', channel: 'presence-a', user_id: 'anna' },
    ]);
  });

  test('client events, with the sender, its user where it has one, and data as a string', async () => {
    await start({ events: ['client_event'] });
    const client = await connect();
    await join(client, 'presence-a', { user_id: 'anna' });
    await join(client, 'private-a');
    client.send('{"event":"client-x","channel":"presence-a","data":{"n": 1.0}}');
    client.send('{"event":"client-y","channel":"private-a","data":"text"}');
    await receiver.requests(2);
    const socket_id = client.socketId;
    expect(receiver.events()).toEqual([
      {
        name: 'client_event',
        channel: 'presence-a',
        event: 'client-x',
        data: '{"n": 1.0}',
        socket_id,
        user_id: 'anna',
      },
      { name: 'client_event', channel: 'private-a', event: 'client-y', data: 'text', socket_id },
    ]);
  });

  test('a cache miss once, and again when there was something to forget', async () => {
    await start({ events: ['cache_miss'] }, { cacheS: 1 });
    for (const _ of [1, 2]) await (await connect()).subscribe('cache-a');
    await publish(
      running.port,
      { name: 'e', channel: 'cache-a', data: 'x' },
      { timestamp: String(Math.floor(clock.nowMs() / 1000)) },
    );
    await (await connect()).subscribe('cache-a');
    clock.advance(2_000);
    await (await connect()).subscribe('cache-a');
    await receiver.requests(2);
    expect(receiver.events()).toEqual(Array(2).fill({ name: 'cache_miss', channel: 'cache-a' }));
  });

  test('subscription counts, where the app has them', async () => {
    await start({ events: ['subscription_count'] }, { subscriptionCounts: true });
    for (const _ of [1, 2]) await (await connect()).subscribe('c');
    await receiver.requests(2);
    expect(receiver.events().map(({ subscription_count }) => subscription_count)).toEqual([1, 2]);
  });

  test('what happens together in one request, in order, and only what is asked for', async () => {
    await start({ batch: true, events: ['channel_occupied'] });
    const client = await connect();
    for (const channel of ['a', 'b', 'c']) await client.subscribe(channel);
    await join(client, 'presence-a', { user_id: '1' });
    expect(receiver.received).toHaveLength(0);
    clock.advance(50);
    await receiver.requests(1);
    expect(receiver.events().map(({ channel }) => channel)).toEqual(['a', 'b', 'c', 'presence-a']);
    expect(receiver.received).toHaveLength(1);
  });

  test("headers of one's own go along, but never in place of the two that sign", async () => {
    await start({ headers: { 'X-Team': 'blue', 'x-pusher-key': 'forged', 'X-PUSHER-SIGNATURE': 'forged' } });
    await (await connect()).subscribe('c');
    await receiver.requests(1);
    expect(receiver.received[0]?.headers).toMatchObject({ 'x-team': 'blue', 'x-pusher-key': 'your_app_key' });
    expect(receiver.events()).toHaveLength(1);
  });
});

describe('86: a receiver that fails', () => {
  test('is tried again, later each time, with the same bytes, until it answers 2xx', async () => {
    await start();
    receiver.answerWith(500, null, 404, 202);
    await (await connect()).subscribe('orders');
    for (const [attempt, waitMs] of [
      [1, 1_000],
      [2, 2_000],
      [3, 4_000],
    ] as const) {
      await receiver.requests(attempt);
      await settled(attempt);
      clock.advance(waitMs - 1);
      await new Promise((done) => setImmediate(done));
      expect(receiver.received).toHaveLength(attempt);
      clock.advance(1);
    }
    await receiver.requests(4);
    await settled(4);
    clock.advance(600_000);
    expect(new Set(receiver.received.map(({ rawBody }) => rawBody)).size).toBe(1);
    expect(receiver.events()).toHaveLength(4);
    expect(
      results().map(({ kind, code, summary }) => [kind, code, summary?.replace(/in \d+ ms|: .*?\. /, '…')]),
    ).toEqual([
      ['http', 500, 'Webhook answered 500 …. Tried again in 1 s.'],
      ['error', undefined, expect.stringContaining('Tried again in 2 s.')],
      ['http', 404, 'Webhook answered 404 …. Tried again in 4 s.'],
      ['http', 202, expect.stringMatching(/^Webhook answered 202 …$/)],
    ]);
  });

  test('for five minutes, then no more, and what comes after is not held up', async () => {
    await start({}, { activityTimeoutS: 86_400 });
    receiver.answerWith(...Array(20).fill(500));
    const client = await connect();
    await client.subscribe('first');
    await settled(1);
    const startMs = clock.nowMs();
    while (results().at(-1)?.detail?.next !== 'It is not tried again.') {
      const before = results().length;
      clock.advance(60_000);
      await settled(before + 1);
    }
    expect(clock.nowMs() - startMs).toBeLessThanOrEqual(360_000);
    const failed = receiver.received.length;
    await client.subscribe('second');
    await receiver.requests(failed + 1);
  });

  test('and never comes back: what waits is bounded, and said once', async () => {
    await start();
    await receiver.close();
    const client = await connect();
    const waiting = 560;
    for (let index = 0; index < waiting; index += 1) await client.subscribe(`c${index}`);
    await expect.poll(() => results().length, { timeout: 15_000 }).toBeGreaterThanOrEqual(500);
    for (let index = 0; index < 60; index += 1) await client.subscribe(`d${index}`);
    const full = running.recorder.entries.filter(({ detail }) =>
      String(detail?.reason).includes('are waiting already'),
    );
    await expect.poll(() => full.length).toBeGreaterThanOrEqual(1);
    expect(full).toHaveLength(1);
    receiver = await startReceiver();
  }, 30_000);
});

describe('what is seen of webhooks', () => {
  test('a delivery and its answer are entries, the one following from the other, and one can be sent again', async () => {
    await start();
    await (await connect()).subscribe('orders');
    await settled(1);
    const [sent, answer] = running.recorder.of('http');
    expect(sent).toMatchObject({
      direction: 'up',
      channel: 'orders',
      event: 'channel_occupied',
      text: receiver.received[0]?.rawBody,
      detail: { webhook: receiver.url, attempt: 1, headers: { 'X-Pusher-Key': 'your_app_key' } },
      summary: `Webhook: to ${receiver.url}`,
    });
    expect(sent?.detail).not.toHaveProperty('note');
    expect(answer).toMatchObject({ direction: 'down', cause: sent?.seq, code: 200, text: 'answer 200' });
    const sections = explain(stored(sent, '')).sections;
    expect(sections[0]?.label).toBe('Webhook');

    const text = sent?.text ?? '';
    expect(running.hub.resendWebhook('12345', { url: receiver.url, text, resendOf: sent?.seq ?? 0 })).toBe(true);
    await receiver.requests(2);
    await settled(2);
    expect(receiver.received[1]?.rawBody).toBe(text);
    expect(receiver.events()).toHaveLength(2);
    expect(running.recorder.of('http').at(-2)).toMatchObject({ cause: sent?.seq, detail: { resendOf: sent?.seq } });
    expect(running.hub.resendWebhook('12345', { url: 'http://127.0.0.1:1/', text, resendOf: 1 })).toBe(false);
    expect(running.hub.resendWebhook('none', { url: receiver.url, text, resendOf: 1 })).toBe(false);
  });

  test('without a secret nothing is sent, and the reason is an entry', async () => {
    await start({}, { secret: null as never });
    await (await connect()).subscribe('orders');
    const entry = await running.recorder.waitFor(({ kind }) => kind === 'error');
    expect(entry.detail).toMatchObject({
      reason: expect.stringContaining('secret of app 12345'),
      webhook: receiver.url,
    });
    expect(receiver.received).toHaveLength(0);
  });

  test('one that leaves this computer says so', async () => {
    await start({ url: 'http://hooks.invalid/' });
    await (await connect()).subscribe('orders');
    const sent = await running.recorder.waitFor(({ detail }) => detail?.webhook !== undefined);
    expect(sent.detail).toMatchObject({ note: 'It leaves this computer: it goes to hooks.invalid.' });
    const failed = await running.recorder.waitFor(({ kind }) => kind === 'error');
    expect(failed.detail).toMatchObject({ reason: expect.stringContaining('could not be delivered') });
  });
});
