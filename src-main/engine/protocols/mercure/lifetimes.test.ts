import { afterEach, expect, test } from 'vitest';
import { ManualClock } from '../../hub/clocks.test-support';
import { endOf } from './hub/lifetimes';
import type { RunningMercure } from './running-mercure.test-support';
import { bearer, startMercure } from './running-mercure.test-support';

let running: RunningMercure | null = null;
afterEach(() => running?.close());

const now = 1_000_000_000;

test.each([
  ['without a token, the write timeout', 600, null, 0, 475],
  ['at most the write timeout', 600, null, 1, 595],
  ['a token that ends before', 600, 60, 0, 43],
  ['a token that ends before, at most', 600, 60, 1, 55],
  ['a token that ends later', 600, 6_000, 1, 595],
  ['without a write timeout, the token', 0, 60, 1, 55],
  ['the last seconds of a token', 600, 4, 1, 4],
])('%s', (_words, writeTimeoutS, leftS, random, expected) => {
  const exp = leftS === null ? null : now / 1_000 + leftS;
  expect(endOf(now, writeTimeoutS, exp, () => random)).toBeCloseTo(now + expected * 1_000, 3);
});

test('without either there is no end', () => {
  expect(endOf(now, 0, null, Math.random)).toBeNull();
});

test('a stream is ended when its time is up, and says so', async () => {
  const clock = new ManualClock();
  running = await startMercure({ writeTimeoutS: 100 }, { clock, random: () => 1 });
  const stream = await running.subscribe('?topic=a');
  clock.advance(94_000);
  expect(stream.isOver).toBe(false);
  clock.advance(2_000);
  await stream.ended();
  const close = await running.recorder.waitFor(({ action }) => action === 'close');
  expect(close).toMatchObject({ direction: 'down', detail: { reason: expect.stringContaining('writeTimeoutS') } });
});

test('silence is broken by one comment for all who hear nothing', async () => {
  const clock = new ManualClock();
  running = await startMercure({ heartbeatS: 40, writeTimeoutS: 0 }, { clock });
  const streams = [await running.subscribe('?topic=a'), await running.subscribe('?topic=b')];
  for (const stream of streams) await stream.until(({ text }) => text === ':\n');
  clock.advance(39_000);
  await running.publish([['topic', 'a']], bearer({ publish: ['*'] }));
  await streams[0]?.received(1);
  clock.advance(2_000);
  await streams[1]?.until(({ text }) => text === ':\n:\n');
  expect(streams[0]?.text.startsWith(':\nid: ')).toBe(true);
  const heartbeats = running.recorder.of('ping', 'heartbeat');
  expect(heartbeats).toMatchObject([{ matched: 1, connection: 2, text: ':\n' }]);
});
