import { expect, test } from 'vitest';
import { parseSplits } from './follow-splits';

test('splits are taken as far as they make sense', () => {
  const live = { channels: 18, timeline: 82 };
  expect(parseSplits({ live, other: { a: -1 }, third: 'x', fourth: { a: Number.NaN } })).toEqual({ live });
  expect(parseSplits({})).toEqual({});
  for (const none of [null, undefined, 7, 'x']) expect(parseSplits(none)).toBeNull();
});
