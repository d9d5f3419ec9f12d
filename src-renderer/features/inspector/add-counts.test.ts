import { expect, test } from 'vitest';
import { addCounts } from './add-counts';

const count = (event: string, times: number) => ({ kind: 'publish', channel: 'c', event, count: times }) as const;

test('counts of the same kind, channel and event are one', () => {
  expect(addCounts([count('A', 2), count('B', 3)], [count('A', 5), count('C', 1)])).toEqual([
    count('A', 7),
    count('B', 3),
    count('C', 1),
  ]);
  expect(addCounts([], [])).toEqual([]);
});
