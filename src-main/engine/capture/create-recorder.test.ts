import { beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../contract/limits';
import type { Clock, Timer } from '../clock';
import type { PackedBatch } from '../store/packed-batch';
import { viewColumns } from '../store/packed-batch';
import type { EntryLoss } from '../store/store';
import type { RecorderStore } from './create-recorder';
import { createRecorder } from './create-recorder';

/** The receiving end of a recorder: keeps batches until they are let go. */
class HeldStore implements RecorderStore {
  readonly opened = { lastSeq: 41, lastConnection: 0, crashed: false, lastAtMs: 0, problems: [] };
  readonly batches: PackedBatch[] = [];
  pendingBatches = 0;
  pendingBytes = 0;
  lose: (loss: EntryLoss) => void = () => {};

  write(batch: PackedBatch): void {
    this.batches.push(batch);
    this.pendingBatches += 1;
    this.pendingBytes += batch.bytes.byteLength;
  }

  onBufferReturned(): void {}

  onLoss(listener: (loss: EntryLoss) => void): void {
    this.lose = listener;
  }

  release(): void {
    this.pendingBatches = 0;
    this.pendingBytes = 0;
  }
}

class StillClock implements Clock {
  ms = 1_000;
  private readonly waiting = new Set<() => void>();

  nowMs(): number {
    return this.ms;
  }

  setTimeout(callback: () => void): Timer {
    this.waiting.add(callback);
    return { cancel: () => this.waiting.delete(callback) };
  }

  setInterval(): Timer {
    return { cancel: () => {} };
  }

  ring(): void {
    const due = [...this.waiting];
    this.waiting.clear();
    for (const callback of due) {
      callback();
    }
  }
}

let store: HeldStore;
let clock: StillClock;

beforeEach(() => {
  store = new HeldStore();
  clock = new StillClock();
});

const note = { kind: 'note', protocol: '' } as const;

function details(batch: PackedBatch): unknown[] {
  const columns = viewColumns(batch.columns);
  return Array.from({ length: batch.count }, (_, at) => {
    const start = (columns.offset[at] ?? 0) + (columns.bodyBytes[at] ?? 0);
    const text = Buffer.from(batch.bytes).toString('utf8', start, start + (columns.detailBytes[at] ?? 0));
    return text === '' ? null : JSON.parse(text);
  });
}

describe('the recorder', () => {
  test('numbers on from the store, and hands over when time is up or a batch is full', () => {
    const recorder = createRecorder({ clock, store });
    expect(recorder.record(note)).toBe(42);
    expect(recorder.record(note)).toBe(43);
    expect(store.batches).toHaveLength(0);
    clock.ring();
    expect(store.batches).toMatchObject([{ count: 2, firstSeq: 42 }]);
    for (let index = 0; index < limits.batchEntries; index += 1) {
      recorder.record(note);
    }
    expect(store.batches[1]).toMatchObject({ count: limits.batchEntries, firstSeq: 44 });
    recorder.record({ ...note, body: Buffer.alloc(limits.batchBytes) });
    expect(store.batches[2]).toMatchObject({ count: 1, bytesUsed: limits.batchBytes });
  });

  test('sends each name once', () => {
    const recorder = createRecorder({ clock, store });
    recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel: 'c', event: 'e' });
    recorder.flush();
    recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel: 'c', event: 'new\0one' });
    recorder.flush();
    expect(store.batches.map(({ namesFrom, names }) => [namesFrom, names])).toEqual([
      [1, ['pusher', 'a', 'c', 'e']],
      [5, ['new\ufffdone']],
    ]);
  });

  test('keeps what it can of an entry that is too large or cannot be written, and never throws', () => {
    const recorder = createRecorder({ clock, store });
    const endless: Record<string, unknown> = {};
    endless.self = endless;
    recorder.record({ ...note, body: Buffer.alloc(limits.bodyBytes + 10), detail: { a: 1 } });
    recorder.record({ ...note, detail: endless as never });
    recorder.record({ ...note, kind: 'deliver', detail: endless as never });
    recorder.record({ ...note, detail: { long: 'x'.repeat(limits.detailBytes), short: 's' } });
    recorder.flush();
    expect(details(store.batches[0] as PackedBatch)).toEqual([
      { a: 1, bodyCut: { sentBytes: limits.bodyBytes + 10, keptBytes: limits.bodyBytes } },
    ]);
    expect(details(store.batches[1] as PackedBatch)).toMatchObject([
      { notKept: expect.any(String) },
      { notKept: expect.any(String) },
      { detailCut: { bytes: expect.any(Number) }, short: 's' },
    ]);
  });

  test('counts what it cannot hand over, and writes one Gap when there is room', () => {
    const recorder = createRecorder({ clock, store });
    store.pendingBatches = limits.writerBatches;
    const lost = [recorder.record(note), recorder.record(note)];
    clock.ms = 1_500;
    lost.push(recorder.record(note));
    clock.ring();
    expect(lost).toEqual([42, 43, 44]);
    expect(store.batches).toHaveLength(0);
    store.release();
    expect(recorder.record(note)).toBe(46);
    recorder.flush();
    expect(store.batches).toMatchObject([{ firstSeq: 45, count: 2 }]);
    const [gap] = details(store.batches[0] as PackedBatch);
    expect(gap).toMatchObject({ count: 3, fromMs: 1_000, toMs: 1_500, reason: expect.any(String) });
  });

  test('writes the Gap although nothing more comes', () => {
    const recorder = createRecorder({ clock, store });
    store.pendingBytes = limits.writerBytes;
    recorder.record(note);
    store.release();
    clock.ring();
    clock.ring();
    expect(details(store.batches[0] as PackedBatch)).toMatchObject([{ count: 1 }]);
  });

  test('still hands over what receipts are worked out from', () => {
    const recorder = createRecorder({ clock, store });
    store.pendingBatches = limits.writerBatches;
    recorder.record(note);
    const seq = recorder.record({ kind: 'subscribe', action: 'subscribe', protocol: 'p', connection: 1, channel: 'c' });
    recorder.record(note);
    expect(store.batches).toMatchObject([{ firstSeq: seq, count: 1 }]);
  });

  test('writes a Gap for what the store could not write', () => {
    const recorder = createRecorder({ clock, store });
    store.lose({ count: 7, fromMs: 1, toMs: 2, reason: 'The disk is full.' });
    clock.ring();
    recorder.flush();
    expect(details(store.batches[0] as PackedBatch)).toEqual([
      { count: 7, fromMs: 1, toMs: 2, reason: 'The disk is full.' },
    ]);
  });

  test('starts names over when there are too many', () => {
    const recorder = createRecorder({ clock, store });
    for (let index = 0; index < limits.internedNames * 2; index += 1) {
      recorder.record({ ...note, channel: `c.${index}` });
      store.release();
    }
    const generations = store.batches.map(({ nameGeneration }) => nameGeneration);
    expect(generations[generations.length - 1]).toBeGreaterThan(0);
    const last = store.batches[store.batches.length - 1] as PackedBatch;
    expect(last.namesFrom + last.names.length).toBeLessThanOrEqual(limits.internedNames);
  });

  test('masks secrets that come along in a detail', () => {
    const recorder = createRecorder({ clock, store });
    recorder.record({ kind: 'refused', protocol: 'p', detail: { headers: { cookie: 'session=abc' } } });
    recorder.flush();
    expect(JSON.stringify(details(store.batches[0] as PackedBatch))).not.toContain('session=abc');
  });

  test('masks what a publish carries in its query and headers, and leaves the rest as it is', () => {
    const recorder = createRecorder({ clock, store });
    const query = 'auth_key=k&auth_signature=0123456789abcdef';
    const headers = { Authorization: 'Bearer token-of-ann', Cookie: 'session=abc', Accept: '*/*' };
    recorder.record({ kind: 'publish', protocol: 'p', detail: { path: '/x', query, headers } });
    recorder.record({ kind: 'publish', protocol: 'p', detail: { path: '/x', sdk: 'token=abc' } });
    recorder.flush();
    const kept = JSON.stringify(details(store.batches[0] as PackedBatch));
    for (const secret of ['0123456789abcdef', 'token-of-ann', 'session=abc']) {
      expect(kept).not.toContain(secret);
    }
    expect(kept).toContain('auth_key=k&auth_signature=[auth_signature, 16 characters, ');
    expect(kept).toContain('*/*');
    expect(kept).toContain('token=abc');
  });
});
