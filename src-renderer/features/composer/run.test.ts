import { beforeEach, expect, test } from 'vitest';
import type { Draft, SendResult } from '../../../src-main/contract/hub';
import { run, useRun } from './run';
import type { RunSums } from './sent';

const draftOf = (n: number): Draft => ({ app: '1', channel: 'c', event: `E${n}`, data: '{}', excludeSocketId: '' });
const taken: SendResult = { ok: true, publish: 1, matched: 3, excluded: 1 };
const refused: SendResult = { ok: false, problem: { code: 'bad-input', message: 'Too large.', hint: '' } };

let events: string[];
let last: RunSums | null;
beforeEach(() => {
  events = [];
  last = null;
});
const send = async ({ event }: Draft) => {
  events.push(event);
  return taken;
};
const progress = (sums: RunSums) => {
  last = sums;
};

test('a run sends each message once, with its number, and sums its receipts', async () => {
  await run({ count: 3, intervalMs: 5 }, draftOf, send, progress);
  expect(events).toEqual(['E1', 'E2', 'E3']);
  expect(last).toEqual({ sent: 3, total: 3, matched: 9, excluded: 3, refused: 0 });
  expect(useRun.getState().current).toBe(null);
});

test('a burst goes out in heaps, at a bounded rate', async () => {
  const startedAtMs = performance.now();
  await run({ count: 25, intervalMs: 0 }, draftOf, send, progress);
  expect(events).toHaveLength(25);
  expect(performance.now() - startedAtMs).toBeGreaterThan(90);
});

test('a run ends when it is stopped, and when a message is turned down', async () => {
  const stopped = run({ count: 1_000, intervalMs: 20 }, draftOf, send, progress);
  await expect.poll(() => useRun.getState().current?.sent).toBe(2);
  useRun.getState().stop();
  await stopped;
  expect(events).toHaveLength(3);
  expect(useRun.getState().current).toBe(null);
  await run({ count: 5, intervalMs: 1 }, draftOf, async () => refused, progress);
  expect(last).toMatchObject({ sent: 1, total: 5, refused: 1 });
});

test('a plan stays within its bounds', () => {
  const { setPlan } = useRun.getState();
  setPlan({ count: 1e9, intervalMs: -4 });
  expect(useRun.getState().plan).toEqual({ count: 10_000, intervalMs: 0 });
  setPlan({ count: Number.NaN, intervalMs: Number.NaN });
  expect(useRun.getState().plan).toEqual({ count: 1, intervalMs: 0 });
});
