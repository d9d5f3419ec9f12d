import { expect, test } from 'vitest';
import { equalLifetimes } from './equal-lifetimes';

test('most that lived equally long are told, with how equally', () => {
  const proxied = Array.from({ length: 11 }, (_, at) => 60_000 + (at - 5) * 60);
  expect(equalLifetimes([...proxied, 3_000])).toEqual({ aboutMs: 60_000, count: 11, withinMs: 300 });
});

test('what is few, short or not alike says nothing', () => {
  expect(equalLifetimes([])).toBeNull();
  expect(equalLifetimes([60_000, 60_000])).toBeNull();
  expect(equalLifetimes([1_000, 1_000, 1_000, 1_000])).toBeNull();
  expect(equalLifetimes([10_000, 20_000, 40_000, 80_000, 160_000])).toBeNull();
  expect(equalLifetimes([60_000, 60_000, 60_000, 7_000, 9_000, 12_000, 15_000])).toBeNull();
});
