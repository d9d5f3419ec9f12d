import { describe, expect, test } from 'vitest';
import { BatchesInFlight } from './batches-in-flight';
import { PositionList, positionBase } from './position-list';
import { SeqRuns } from './seq-runs';

describe('positions of a whole capture', () => {
  const runs = new SeqRuns();
  runs.addHole({ from: 11, to: 20 });
  runs.addHole({ from: 31, to: 31 });
  runs.first = 5;
  runs.last = 40;

  test('count kept seqs, whatever is missing', () => {
    const kept = Array.from({ length: 36 }, (_, index) => index + 5).filter(
      (seq) => !(seq > 10 && seq < 21) && seq !== 31,
    );
    expect(runs.count()).toBe(kept.length);
    const first = runs.position(5);
    for (const [index, seq] of kept.entries()) {
      expect(runs.position(seq)).toBe(first + index);
      expect(runs.seqAt(first + index)).toBe(seq);
      expect(runs.has(seq)).toBe(true);
    }
  });

  test('of a seq that is missing are those of the next one', () => {
    expect(runs.position(15)).toBe(runs.position(21));
    expect(runs.position(41)).toBe(runs.position(40) + 1);
    for (const seq of [4, 11, 20, 31, 41]) {
      expect(runs.has(seq)).toBe(false);
    }
  });

  test('count what is after a seq', () => {
    expect(runs.count(40)).toBe(0);
    expect(runs.count(39)).toBe(1);
    expect(runs.count(15)).toBe(runs.count(10));
    expect(new SeqRuns().count()).toBe(0);
  });
});

describe('positions of a filtered view', () => {
  test('stay when it grows at both ends and is trimmed', () => {
    const list = new PositionList();
    list.addOlder([80, 90]);
    list.addNewer([100, 110]);
    list.addOlder([10, 20, 70]);
    expect([list.first, list.length]).toEqual([positionBase - 5, 4 + 3]);
    const seqs = [10, 20, 70, 80, 90, 100, 110];
    expect(seqs.map((_, index) => list.at(list.first + index))).toEqual(seqs);
    expect(seqs.map((seq) => list.locate(seq).position)).toEqual(seqs.map((_, index) => positionBase - 5 + index));
    expect(list.locate(75)).toEqual({ position: null, nearest: positionBase - 2 });
    expect(list.locate(5_000)).toEqual({ position: null, nearest: positionBase + 2 });
    expect(list.trim(75)).toBe(true);
    expect(list.trim(75)).toBe(false);
    expect([list.first, list.length]).toEqual([positionBase - 2, 4]);
    list.trim(105);
    expect([list.first, list.length, list.at(list.first)]).toEqual([positionBase + 1, 1, 110]);
    list.trim(1_000);
    expect([list.first, list.length]).toEqual([positionBase + 2, 0]);
    list.addNewer([2_000]);
    expect(list.locate(2_000).position).toBe(positionBase + 2);
  });

  test('stay over long runs, in bounded memory', () => {
    const list = new PositionList();
    for (let from = 0; from < 3_000_000; from += 10_000) {
      list.addNewer(Array.from({ length: 10_000 }, (_, index) => from + index));
      list.trim(from - 100_000);
    }
    expect(list.length).toBe(110_000);
    expect(list.at(positionBase + 2_999_999)).toBe(2_999_999);
    expect(list.locate(2_950_000).position).toBe(positionBase + 2_950_000);
  });
});

test('batches whose writer is gone are a loss', () => {
  const inFlight = new BatchesInFlight();
  const batch = (count: number, firstAtMs: number) => ({
    count,
    firstSeq: 1,
    firstAtMs,
    lastAtMs: firstAtMs + 5,
    columns: new ArrayBuffer(8),
    bytes: new ArrayBuffer(100),
    bytesUsed: 0,
    nameGeneration: 0,
    namesFrom: 1,
    names: [],
  });
  for (const [count, firstAtMs] of [
    [1, 10],
    [2, 20],
    [3, 30],
  ] as const) {
    inFlight.add(batch(count, firstAtMs));
  }
  inFlight.done([{ columns: new ArrayBuffer(8), bytes: new ArrayBuffer(100) }]);
  expect([inFlight.count, inFlight.bytes]).toEqual([2, 200]);
  expect(inFlight.giveUp()).toMatchObject({ count: 5, fromMs: 20, toMs: 35 });
  expect([inFlight.count, inFlight.bytes, inFlight.giveUp()]).toEqual([0, 0, null]);
});
