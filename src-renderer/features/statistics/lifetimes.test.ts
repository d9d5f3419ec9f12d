import { expect, test } from 'vitest';
import { lifetimeBars } from './lifetimes';

test('most living equally long is told: a proxy ends them', () => {
  const lived = [60_010, 59_980, 60_020, 60_000, 59_990, 8_000];
  const { bars, spike } = lifetimeBars(lived);
  expect(spike).toMatchObject({ aboutMs: 60_000, count: 5 });
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(lived.length);
  expect(bars.filter(({ isSpike }) => isSpike)).toHaveLength(1);
});

test('short ones and a few are no spike: reloads and tests live equally long too', () => {
  expect(lifetimeBars([1_000, 1_001, 1_002, 1_003]).spike).toBeNull();
  expect(lifetimeBars([60_000, 60_001]).spike).toBeNull();
  expect(lifetimeBars([10_000, 60_000, 300_000, 1_200_000, 60_001, 60_002, 7_000]).spike).toBeNull();
});

test('nothing closed is nothing to draw', () => {
  expect(lifetimeBars([])).toEqual({ bars: [], spike: null });
});

test('one that is far above the others is in the last bar', () => {
  const { bars } = lifetimeBars([...new Array(99).fill(1_000), 86_400_000]);
  expect(bars.at(-1)?.count).toBe(1);
  expect(bars.length).toBeLessThanOrEqual(16);
});
