import { expect, test } from 'vitest';
import { type ListSnapshot, nothing, slotOf, slotsAfter } from './list-snapshot';

const shows = (before: ListSnapshot, from: number, count: number): ListSnapshot => ({
  ...before,
  from,
  rows: Array.from({ length: count }),
  ...slotsAfter(before, from, from + count),
});
const slots = (snapshot: ListSnapshot) => snapshot.rows.map((_, at) => slotOf(snapshot, snapshot.from + at));

test('a row that stays in sight keeps its element, and one that comes takes that of one that went', () => {
  const before = shows(nothing, 100, 5);
  expect(slots(before)).toEqual([0, 1, 2, 3, 4]);
  const after = shows(before, 102, 5);
  expect(slots(after)).toEqual([2, 3, 4, 0, 1]);
  expect(slots(shows(after, 98, 5))).toEqual([3, 4, 0, 1, 2]);
});

test('where all rows are others, the elements stay in their order', () => {
  const before = shows(shows(nothing, 100, 5), 102, 5);
  expect(slots(shows(before, 107, 5))).toEqual([0, 1, 2, 3, 4]);
  expect(slots(shows(before, 3, 5))).toEqual([0, 1, 2, 3, 4]);
});

test('no two rows share an element, also where more of them are shown than before', () => {
  const wide = shows(shows(nothing, 100, 5), 98, 9);
  expect(new Set(slots(wide)).size).toBe(9);
  expect(new Set(slots(shows(wide, 104, 4))).size).toBe(4);
});
