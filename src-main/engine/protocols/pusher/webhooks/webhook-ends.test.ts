import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultApp } from '../../../hub/apps';
import { ManualClock } from '../../../hub/clocks.test-support';
import type { RunningHub } from '../running-hub.test-support';
import { startHub } from '../running-hub.test-support';
import { startReceiver } from './receiver.test-support';

let receiver: Awaited<ReturnType<typeof startReceiver>>;
let running: RunningHub;
const clock = new ManualClock();
beforeEach(async () => {
  receiver = await startReceiver();
  const webhook = { url: receiver.url, events: [], headers: {}, batch: false };
  running = await startHub({ apps: [{ ...defaultApp, webhooks: [webhook] }], clock });
});
afterEach(async () => {
  await running.close();
  await receiver.close();
});

const connect = async () => (await running.connect()).established();
/** A result is recorded after its request has come. */
const settled = (count: number) =>
  expect.poll(() => running.recorder.of('http').filter(({ direction }) => direction === 'down').length).toBe(count);

test('an app that is removed leaves nothing that is still told', async () => {
  const client = await connect();
  await client.subscribe('orders');
  await settled(1);
  running.hub.removeApp('12345');
  await client.closed;
  await expect.poll(() => running.hub.connections()).toEqual([]);
  clock.advance(600_000);
  expect(receiver.received).toHaveLength(1);
  expect(running.recorder.of('error')).toEqual([]);
});

test('an address that is taken away gets nothing any more', async () => {
  receiver.answerWith(500);
  await (await connect()).subscribe('orders');
  await settled(1);
  running.hub.putApp({ ...defaultApp, webhooks: [] });
  clock.advance(600_000);
  await (await connect()).subscribe('c');
  expect(receiver.received).toHaveLength(1);
});
