import { expect, test } from 'vitest';
import { TopCounter } from './top-counter';

/** A repeatable stream of numbers in [0, 1). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('counts exactly while there is room', () => {
  const counter = new TopCounter(8);
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) counter.add(name, 10);
  expect(counter.top(2)).toEqual([
    { name: 'a', count: 3, bytes: 30 },
    { name: 'b', count: 2, bytes: 20 },
  ]);
});

test.each([1, 2, 3])(
  'misses no loud name among any number of quiet ones, and never counts too low (seed %i)',
  (seed) => {
    const places = 64;
    const total = 50_000;
    const next = random(seed);
    const counter = new TopCounter(places);
    const truth = new Map<string, number>();
    for (let at = 0; at < total; at += 1) {
      // A few names share half of it; the rest come once each.
      const name = next() < 0.5 ? `loud-${Math.floor(next() ** 2 * 10)}` : `quiet-${at}`;
      truth.set(name, (truth.get(name) ?? 0) + 1);
      counter.add(name, 1);
    }
    const told = new Map(counter.top(places).map(({ name, count }) => [name, count]));
    expect(told.size).toBe(places);
    for (const [name, count] of truth) {
      const known = told.get(name);
      if (count > total / places) expect(known, name).toBeDefined();
      if (known !== undefined) {
        expect(known).toBeGreaterThanOrEqual(count);
        expect(known - count).toBeLessThanOrEqual(total / places);
      }
    }
    const loudest = [...truth].sort(([, left], [, right]) => right - left).slice(0, 5);
    expect(counter.top(5).map(({ name }) => name)).toEqual(loudest.map(([name]) => name));
  },
);
