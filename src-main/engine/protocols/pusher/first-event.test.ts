import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';

let running: RunningHub;
beforeEach(async () => {
  running = await startHub();
});
afterEach(() => running.close());

test('pusher-js and the pusher SDK meet through the hub, and every step is recorded', async () => {
  const client = running.client();
  const channel = client.subscribe('orders');
  await new Promise((resolve) => channel.bind('pusher:subscription_succeeded', resolve));
  const event = new Promise((resolve) => channel.bind('order.shipped', resolve));
  const response = await running.sdk().trigger('orders', 'order.shipped', { id: 7 });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe('{}');
  expect(await event).toEqual({ id: 7 });
  expect(running.recorder.entries.map(({ kind, action }) => [kind, action])).toEqual([
    ['connection', 'open'],
    ['subscribe', 'subscribe'],
    ['ping', 'chatter'],
    ['publish', undefined],
    ['deliver', undefined],
  ]);
  expect(running.recorder.of('publish')[0]).toMatchObject({ channel: 'orders', event: 'order.shipped', matched: 1 });
  expect(running.recorder.of('deliver')[0]).toMatchObject({ cause: 4, matched: 1, channel: 'orders' });
  expect(running.recorder.of('deliver')[0]?.text).toBe(
    String.raw`{"event":"order.shipped","channel":"orders","data":"{\"id\":7}"}`,
  );
});
