import { beforeEach, expect, test } from 'vitest';
import type { Seq } from '../../contract/ids';
import { plainLook } from '../../contract/view';
import type { CaptureRecorder } from '../capture/create-recorder';
import { createRecorder } from '../capture/create-recorder';
import type { EntryInput } from '../capture/recorder';
import type { Store } from './store';
import { openStore, systemClock } from './store.test-support';

let store: Store;
let recorder: CaptureRecorder;
let nowMs: number;

beforeEach(async () => {
  nowMs = Math.floor(systemClock.nowMs()) - 60_000;
  store = await openStore();
  recorder = createRecorder({ clock: { ...systemClock, nowMs: () => nowMs }, store });
});

function record(text: string, entry: Partial<EntryInput> = {}): Seq {
  nowMs += 10;
  const common = { kind: 'publish', protocol: 'pusher', app: 'a', channel: 'orders', event: 'Packed' } as const;
  return recorder.record({ ...common, body: Buffer.from(text), ...entry });
}

async function written(): Promise<void> {
  recorder.flush();
  await store.flushed();
}

/** Rows of a view that is open, with how many entries each holds. */
async function runs(viewId: number): Promise<readonly (readonly [Seq, number])[]> {
  const { rows } = await store.rows(viewId, 0, 0).then(({ state }) => store.rows(viewId, state.first, 1_000));
  return rows.map(({ seq, folded }) => [seq, folded?.count ?? 1] as const);
}

const folding = { ...plainLook, foldsRepeats: true };

test('alike neighbours are one row, whether they were there before or come while one looks', async () => {
  record('{"id":1}');
  record('{"id":1}');
  const one = record('{"id":1}');
  const other = record('{"id":2}');
  await written();
  const view = await store.openView('', 0, folding);
  expect(await runs(view.viewId)).toEqual([
    [one, 3],
    [other, 1],
  ]);
  record('{"id":2}');
  await written();
  const more = record('{"id":2}');
  record('{"id":2}', { channel: 'stock' });
  const ofSize = record('{"id":3}', { channel: 'stock' });
  await written();
  expect(await runs(view.viewId)).toEqual([
    [one, 3],
    [more, 3],
    [ofSize - 1, 1],
    [ofSize, 1],
  ]);
  const { rows } = await store.rows(view.viewId, view.first, 1);
  expect(rows[0]?.folded).toEqual({ count: 3, first: one - 2, sinceMs: (rows[0]?.atMs ?? 0) - 20 });
});

test('a run goes on over the seam between two slices of a search', async () => {
  for (let at = 0; at < 20_000; at += 1) record('{"same":true}');
  const last = record('{"same":true}');
  await written();
  const view = await store.openView('', 0, folding);
  await expect.poll(async () => (await store.rows(view.viewId, 0, 0)).state.complete).toBe(true);
  expect(await runs(view.viewId)).toEqual([[last, 20_001]]);
});

test('only what says the same folds: refusals by their words, client events by their sender', async () => {
  const refusal = { kind: 'refused', code: 4001, channel: '', event: '' } as const;
  record('', { ...refusal, summary: 'Refused: key a' });
  const twice = record('', { ...refusal, summary: 'Refused: key a' });
  const else_ = record('', { ...refusal, summary: 'Refused: key b' });
  const first = record('{}', { kind: 'client', connection: 1 });
  const second = record('{}', { kind: 'client', connection: 2 });
  record('', { kind: 'connection', action: 'open', channel: '', event: '' });
  const opened = record('', { kind: 'connection', action: 'open', channel: '', event: '' });
  await written();
  const view = await store.openView('', 0, folding);
  expect(await runs(view.viewId)).toEqual([
    [twice, 2],
    [else_, 1],
    [first, 1],
    [second, 1],
    [opened - 1, 1],
    [opened, 1],
  ]);
});

test('heartbeats and repeats fold side by side', async () => {
  record('', { kind: 'ping', action: 'heartbeat', event: 'pusher:ping', channel: '' });
  const pong = record('', { kind: 'ping', action: 'heartbeat', event: 'pusher:pong', channel: '' });
  record('{}');
  const last = record('{}');
  await written();
  const { viewId } = await store.openView('', 0, { ...folding, foldsPings: true });
  expect(await runs(viewId)).toEqual([
    [pong, 2],
    [last, 2],
  ]);
});

async function twins(viewId: number, from: number): Promise<readonly (number | undefined)[]> {
  const { rows } = await store.rows(viewId, from, 1_000);
  return rows.map(({ twinMs }) => twinMs);
}

test('a message that came a moment before is marked, its deliveries as well, and not what is later or other', async () => {
  const publish = record('{"id":1}');
  record('{"data":1}', { kind: 'deliver', cause: publish });
  nowMs += 21;
  const again = record('{"id":1}');
  record('{"data":1}', { kind: 'deliver', cause: again });
  await written();
  const view = await store.openView('', 0, { ...plainLook, marksTwins: true });
  expect(await twins(view.viewId, view.first)).toEqual([undefined, undefined, 41, 41]);

  nowMs += 2_000;
  record('{"id":1}');
  record('{"id":2}');
  record('{"id":2}', { channel: 'stock' });
  record('{"id":2}');
  // What one connection alone was told is no double of what another was told.
  record('{"data":2}', { kind: 'deliver', connection: 1 });
  record('{"data":2}', { kind: 'deliver', connection: 2 });
  await written();
  const marks = [undefined, undefined, undefined, 20, undefined, undefined];
  expect(await twins(view.viewId, view.first + 4)).toEqual(marks);
  // Looked at from its start, it is the same.
  expect(await twins(view.viewId, view.first)).toEqual([undefined, undefined, 41, 41, ...marks]);
});

test('the twins of a message are told with their times, itself among them', async () => {
  const first = record('{"id":1}');
  record('{"id":2}');
  const second = record('{"id":1}');
  nowMs += 5_000;
  const late = record('{"id":1}');
  const note = record('', { kind: 'note', channel: '', event: '' });
  await written();
  const found = await store.twins(second);
  expect(found.map(({ seq }) => seq)).toEqual([first, second]);
  expect((found[1]?.atMs ?? 0) - (found[0]?.atMs ?? 0)).toBeCloseTo(20, 2);
  expect((await store.twins(late)).map(({ seq }) => seq)).toEqual([late]);
  expect(await store.twins(note)).toEqual([]);
  expect(await store.twins(note + 1)).toEqual([]);
});

test('the entry before is of the same kind, channel and event, and has another body', async () => {
  const wanted = record('{"id":1}');
  record('{"id":1}', { kind: 'deliver' });
  record('{"id":9}', { channel: 'stock' });
  record('{"id":9}', { event: 'Shipped' });
  record('{"id":2}');
  const seq = record('{"id":2}');
  await written();
  const previous = await store.previous(seq, null);
  expect(previous).toMatchObject({ row: { seq: wanted }, skipped: 1 });
  expect(previous.skippedMs).toBeCloseTo(10, 2);
  expect(await store.previous(wanted, null)).toEqual({ row: null, skipped: 0, skippedMs: null, searchedTo: null });
});

test('what lies far back is found in stretches', async () => {
  const wanted = record('{"id":1}');
  for (let at = 0; at < 120_000; at += 1) {
    recorder.record({ kind: 'deliver', protocol: 'pusher' });
    if (at % 20_000 === 0) await written();
  }
  const seq = record('{"id":2}');
  await written();
  const near = await store.previous(seq, null);
  expect(near.row).toBe(null);
  expect(near.searchedTo).toBe(seq - 100_000);
  expect((await store.previous(seq, near.searchedTo)).row?.seq).toBe(wanted);
});

test('what came after an entry is counted by kind, channel and event, stretch by stretch', async () => {
  const marker = record('', { kind: 'note', channel: '', event: '', summary: 'before deploy' });
  record('{}');
  record('{}', { event: 'Shipped' });
  record('{}');
  record('', { kind: 'ping', action: 'heartbeat', event: 'pusher:ping', channel: '' });
  await written();
  expect(await store.changes(marker)).toEqual({
    counts: [
      { kind: 'publish', channel: 'orders', event: 'Packed', count: 2 },
      { kind: 'publish', channel: 'orders', event: 'Shipped', count: 1 },
    ],
    entries: 4,
    countedTo: null,
  });
  for (let at = 0; at < 60_000; at += 1) {
    recorder.record({ kind: 'deliver', protocol: 'pusher', channel: 'stock' });
    if (at % 20_000 === 0) await written();
  }
  await written();
  const first = await store.changes(marker);
  expect([first.entries, first.countedTo]).toEqual([50_000, marker + 50_000]);
  const rest = await store.changes(first.countedTo ?? 0);
  expect([rest.entries, rest.countedTo]).toEqual([10_004, null]);
});
