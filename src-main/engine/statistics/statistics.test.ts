import { expect, test } from 'vitest';
import type { EntryInput } from '../capture/recorder';
import type { SecondDatabase } from '../database/create-database';
import { openSecondDatabase } from '../database/database.test-support';
import { ManualClock } from '../hub/clocks.test-support';
import { temporaryFolder } from '../store/store.test-support';
import { Statistics } from './statistics';

const startMs = Date.UTC(2026, 10, 23, 6, 44, 20);
const all = { app: null };

function start(clock: ManualClock, database: SecondDatabase, run: string): Statistics {
  return new Statistics({ clock, database, run, onProblem: () => {} });
}

async function setUp() {
  const dataDir = temporaryFolder();
  const clock = new ManualClock(startMs);
  const database = await openSecondDatabase(dataDir, clock);
  const statistics = start(clock, database, 'first');
  const record = (entry: Partial<EntryInput> & Pick<EntryInput, 'kind'>) =>
    statistics.observer.take({ protocol: 'pusher', app: 'a', ...entry }, clock.nowMs());
  return { dataDir, clock, database, statistics, record };
}

/** What was to be written by now is written: calls are answered in order. */
async function settled(database: SecondDatabase): Promise<void> {
  await new Promise(setImmediate);
  await database.call('minute.first', null);
}

const body = (bytes: number) => Buffer.alloc(bytes);
const open = { kind: 'connection', action: 'open', connection: 1, body: body(100) } as const;
const close = (livedMs: number) => ({ kind: 'connection', action: 'close', detail: { livedMs } }) as const;
const publish = { kind: 'publish', direction: 'up', channel: 'orders', event: 'Shipped', body: body(200) } as const;
const deliver = { kind: 'deliver', direction: 'down', channel: 'orders', matched: 3, body: body(80) } as const;
const client = {
  kind: 'client',
  direction: 'up',
  channel: 'room',
  event: 'client-x',
  matched: 3,
  excluded: 1,
} as const;

test('every kind of entry counts where it belongs', async () => {
  const { clock, statistics, record } = await setUp();
  for (const entry of [
    open,
    publish,
    deliver,
    { ...deliver, excluded: 1 },
    { ...publish, channel: 'orders, stock, nobody' },
    { ...client, body: body(50) },
    { kind: 'subscribe', action: 'subscribe', direction: 'up', body: body(40) },
    { kind: 'ping', action: 'chatter', direction: 'down', body: body(30) },
    { kind: 'refused', action: 'subscribe', code: 4009, detail: { check: 'signature' } },
    { kind: 'refused', action: 'open', app: '', code: 4001, detail: { check: 'key' } },
    { kind: 'refused', action: 'open', app: '', code: 4001, detail: { check: 'key' } },
    { kind: 'error', direction: 'up', body: body(5) },
    { kind: 'gap' },
    { kind: 'note' },
  ] as const) {
    record(entry as EntryInput);
  }
  const span = { fromMs: startMs, toMs: startMs + 1_000 };
  const { totals, refusals, sizes, steps, stepMs } = await statistics.history({ ...all, ...span });
  expect(totals).toEqual({
    connections: 1,
    peak: 1,
    opened: 1,
    closed: 0,
    api: 4,
    up: 1,
    down: 3 + 2 + 2,
    chatterUp: 1,
    chatterDown: 1,
    bytesUp: 200 + 200 + 50 + 40 + 5,
    bytesDown: 100 + 3 * 80 + 2 * 80 + 2 * 50 + 30,
    refused: 3,
    errors: 1,
  });
  expect([stepMs, steps.api]).toEqual([1_000, [4]]);
  expect(refusals).toEqual([
    { check: 'key', count: 2 },
    { check: 'signature', count: 1 },
    { check: 'error', count: 1 },
  ]);
  expect(sizes).toMatchObject({ count: 3, max: 200 });
  const own = await statistics.history({ app: 'a', ...span });
  expect(own.totals).toMatchObject({ connections: 1, api: 4, refused: 1, errors: 1 });
  expect((await statistics.history({ app: 'b', ...span })).totals).toMatchObject({ connections: 0, api: 0 });
  const loudest = await statistics.loudest({ ...all, ...span });
  expect(loudest.channels).toEqual([
    { app: 'a', name: 'orders', messages: 2, bytes: 400 },
    { app: 'a', name: 'nobody', messages: 1, bytes: 200 },
    { app: 'a', name: 'stock', messages: 1, bytes: 200 },
    { app: 'a', name: 'room', messages: 1, bytes: 50 },
  ]);
  expect(loudest.events.map(({ name, messages }) => [name, messages])).toEqual([
    ['Shipped', 2],
    ['client-x', 1],
  ]);
  clock.advance(1_000);
  expect(await statistics.live(null)).toMatchObject({
    connections: 1,
    apiPerSecond: 4 / 5,
    apps: ['a'],
    sinceMs: startMs,
  });
});

test('seconds are told one by one, and levels go on through quiet ones', async () => {
  const { clock, statistics, record } = await setUp();
  record(open);
  clock.advance(2_000);
  record({ ...open, connection: 2 });
  record(close(1_500));
  record(publish);
  clock.advance(3_000);
  const { steps, totals, peakAtMs, busiestAtMs } = await statistics.history({
    ...all,
    fromMs: startMs - 2_000,
    toMs: startMs + 6_000,
  });
  expect(steps.connections).toEqual([null, null, 1, 1, 1, 1, 1, 1]);
  expect(steps.peak).toEqual([null, null, 1, 1, 2, 1, 1, 1]);
  expect(steps.api).toEqual([null, null, 0, 0, 1, 0, 0, 0]);
  expect([totals.peak, totals.opened, peakAtMs, busiestAtMs]).toEqual([2, 2, startMs + 2_000, startMs + 2_000]);
  expect(await statistics.lifetimes({ ...all, fromMs: startMs, toMs: startMs + 6_000 })).toEqual({
    closed: 1,
    livedMs: [1_500],
  });
});

test('what is older than the seconds comes from the minutes, and nothing is counted twice', async () => {
  const { clock, database, statistics, record } = await setUp();
  const minutes = 40;
  for (let second = 0; second < minutes * 60; second += 1) {
    if (second % 10 === 0) await settled(database);
    record(publish);
    if (second % 100 === 0) record({ kind: 'refused', action: 'open', detail: { check: 'key' } });
    clock.advance(1_000);
  }
  const { totals, steps, stepMs, refusals, sizes } = await statistics.history({
    ...all,
    fromMs: startMs - 60_000,
    toMs: clock.nowMs(),
  });
  expect([totals.api, totals.refused, sizes.count]).toEqual([2_400, 24, 2_400]);
  expect(refusals).toEqual([{ check: 'key', count: 24 }]);
  expect(stepMs).toBe(15_000);
  expect(Math.max(...steps.api.map((count) => count ?? 0))).toBe(15);
  const { channels } = await statistics.loudest({ ...all, fromMs: startMs, toMs: clock.nowMs() });
  expect(channels).toEqual([{ app: 'a', name: 'orders', messages: 2_400, bytes: 480_000 }]);
  const old = await statistics.history({ app: 'a', fromMs: startMs + 40_000, toMs: startMs + 640_000 });
  expect(Math.round(old.totals.api)).toBe(600);
});

test('a restart within the minute adds up, and a kill loses what was counted since the last ten seconds', async () => {
  const { dataDir, clock, database, statistics, record } = await setUp();
  for (let at = 0; at < 7; at += 1) record(publish);
  clock.advance(10_000);
  await settled(database);
  for (let at = 0; at < 100; at += 1) record(publish);
  // Killed: nothing is closed, and nothing more is written.
  await database.close();
  const again = await openSecondDatabase(dataDir, clock);
  const second = start(clock, again, 'second');
  second.observer.take({ protocol: 'pusher', app: 'a', ...publish }, clock.nowMs());
  const span = { ...all, fromMs: startMs - 600_000, toMs: startMs + 60_000 };
  expect(Math.round((await second.history(span)).totals.api)).toBe(8);
  await second.close();
  clock.advance(3_600_000);
  const third = start(clock, again, 'third');
  const { totals, steps } = await third.history({ ...all, fromMs: startMs, toMs: clock.nowMs() });
  expect(totals.api).toBe(8);
  expect(steps.api[1]).not.toBeNull();
  expect(steps.api[30]).toBeNull();
  expect(await third.live(null)).toMatchObject({ sinceMs: Math.floor(startMs / 60_000) * 60_000 });
  await statistics.close();
});

test('minutes are kept for a week', async () => {
  const { database, statistics, record } = await setUp();
  record(publish);
  await statistics.close();
  const runLater = async (ms: number) => {
    await start(new ManualClock(startMs + ms), database, `after ${ms}`).close();
    const rows = await database.call('minute.read', { app: 'a', from: 0, to: 1e9 });
    return rows.map(({ run }) => run);
  };
  const weekMs = 7 * 86_400_000;
  expect(await runLater(weekMs - 60_000)).toEqual(['first']);
  expect(await runLater(weekMs + 120_000)).toEqual([]);
});

test('watchers are told once a second, and only while they watch', async () => {
  const { clock, statistics } = await setUp();
  let told = 0;
  const stop = statistics.watch(() => {
    told += 1;
  });
  clock.advance(5_000);
  expect(told).toBe(5);
  stop();
  clock.advance(5_000);
  expect(told).toBe(5);
});
