import { expect, test } from 'vitest';
import type { Seq } from '../../contract/ids';
import { FoldedList } from './folded-list';

/** Seqs from 100 on are of kind 1, from 200 on of kind 2; what is odd does not fold. */
const foldable = (seqs: readonly Seq[]) =>
  seqs.map((seq) => (seq >= 100 && seq % 2 === 0 ? (seq >= 200 ? 2 : 1) : null));
const rowsOf = (list: FoldedList) =>
  Array.from({ length: list.length }, (_, index) => {
    const { count, first } = list.run(list.first + index);
    return [list.at(list.first + index), count, first];
  });

test('runs grow at the new end, one position each', () => {
  const list = new FoldedList(1_000, foldable);
  list.addNewer([1, 3, 100, 102]);
  list.addNewer([104]);
  list.addNewer([105, 106, 200, 202]);
  expect(rowsOf(list)).toEqual([
    [1, 1, 1],
    [3, 1, 3],
    [104, 3, 100],
    [105, 1, 105],
    [106, 1, 106],
    [202, 2, 200],
  ]);
  expect([list.length, list.matches]).toEqual([6, 9]);
});

test('runs grow at the old end without moving', () => {
  const list = new FoldedList(1_000, foldable);
  list.addOlder([110, 112]);
  const position = list.locate(112).position;
  list.addNewer([114]);
  list.addOlder([101, 104, 108]);
  expect(list.locate(114).position).toBe(position);
  expect(list.locate(104)).toEqual({ position, nearest: position });
  expect(rowsOf(list)).toEqual([
    [101, 1, 101],
    [114, 5, 104],
  ]);
});

test('retention takes a run from its old end', () => {
  const list = new FoldedList(1_000, foldable);
  list.addNewer([1, 100, 102, 104, 105]);
  const position = list.locate(104).position;
  list.trim(103);
  expect(rowsOf(list)).toEqual([
    [104, 1, 104],
    [105, 1, 105],
  ]);
  expect(list.locate(104).position).toBe(position);
  list.trim(1_000);
  list.addNewer([2_000]);
  expect(rowsOf(list)).toEqual([[2_000, 1, 2_000]]);
});

test('is what comes out in one piece or many', () => {
  const seqs = Array.from({ length: 200 }, (_, index) => 40 + index).filter((seq) => seq % 7 < 5);
  const whole = new FoldedList(0, foldable);
  whole.addNewer(seqs);
  const pieces = new FoldedList(0, foldable);
  pieces.addOlder(seqs.slice(50, 90));
  pieces.addNewer(seqs.slice(90, 91));
  pieces.addOlder(seqs.slice(0, 50));
  pieces.addNewer(seqs.slice(91));
  expect(rowsOf(pieces)).toEqual(rowsOf(whole));
});
