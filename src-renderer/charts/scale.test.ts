import { expect, test } from 'vitest';
import { timeTicks, valueScale } from './scale';

test.each([
  [0, false, [0, 0.1, 0.2]],
  [7, true, [0, 2, 4, 6, 8]],
  [1, true, [0, 1, 2]],
  [130, false, [0, 50, 100, 150]],
])('an axis that holds %s (whole: %s) has ticks %j', (most, isWhole, ticks) => {
  expect(valueScale(most, isWhole)).toEqual({ max: ticks.at(-1), ticks });
});

test.each([
  [5 * 60_000, 'minute'],
  [30_000, 'second'],
  [20 * 86_400_000, 'day'],
])('a span of %s ms has at most six round times, told apart by the %s', (length, unit) => {
  const fromMs = Date.UTC(2026, 10, 29, 8, 1, 7);
  const found = timeTicks(fromMs, fromMs + length, 6);
  expect(found.unit).toBe(unit);
  expect(found.ticks.length).toBeGreaterThan(1);
  expect(found.ticks.length).toBeLessThanOrEqual(7);
  for (const at of found.ticks) expect(at % 5_000).toBe(0);
});
