import { expect, test } from 'vitest';
import { SizeHistogram } from './size-histogram';

test('quantiles are at most 7 % off, over six powers of ten', () => {
  const sizes = Array.from({ length: 10_001 }, (_, at) => Math.round(10 ** ((at / 10_000) * 6)));
  const histogram = new SizeHistogram();
  for (const size of sizes) histogram.add(size);
  const { count, median, p95, p99, max } = histogram.distribution();
  expect([count, max]).toEqual([10_001, 1_000_000]);
  for (const [told, share] of [
    [median, 0.5],
    [p95, 0.95],
    [p99, 0.99],
  ] as const) {
    const exact = sizes[Math.round(share * 10_000)] as number;
    expect(Math.abs((told ?? 0) - exact) / exact).toBeLessThan(0.07);
  }
});

test('bars are doublings, and hold every size once', () => {
  const histogram = new SizeHistogram();
  for (const size of [0, 1, 7, 8, 15, 16, 412, 511, 512, 10_240, 4_194_304, 2 ** 31 - 1]) histogram.add(size);
  const { bars, count } = histogram.distribution();
  expect(bars.reduce((sum, bar) => sum + bar.count, 0)).toBe(count);
  expect(bars.map(({ fromBytes, count: many }) => [fromBytes, many])).toEqual([
    [8, 5],
    [16, 1],
    [256, 2],
    [512, 1],
    [8_192, 1],
    [4_194_304, 1],
    [1_073_741_824, 1],
  ]);
});

test('nothing has no quantiles; what is kept and merged is the same', () => {
  const histogram = new SizeHistogram();
  expect(histogram.distribution()).toEqual({ count: 0, median: null, p95: null, p99: null, max: null, bars: [] });
  for (const size of [10, 200, 3_000]) histogram.add(size);
  const merged = new SizeHistogram();
  merged.merge(histogram.entries(), histogram.max);
  expect(merged.distribution()).toEqual(histogram.distribution());
});
