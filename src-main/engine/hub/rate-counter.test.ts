import { expect, test } from 'vitest';
import { RateCounter } from './rate-counter';

test('the rate is an average over the last five seconds, the total is kept', () => {
  const counter = new RateCounter();
  const startMs = 1_700_000_000_000;
  expect(counter.perSecond(startMs)).toBe(0);
  counter.add(10, startMs);
  counter.add(5, startMs + 2_000);
  expect(counter.perSecond(startMs + 2_100)).toBe(3);
  expect(counter.perSecond(startMs + 5_000)).toBe(1);
  expect(counter.perSecond(startMs + 60_000)).toBe(0);
  counter.add(1, startMs + 60_000);
  expect(counter.perSecond(startMs + 60_000)).toBe(0.2);
  expect(counter.total).toBe(16);
});

test('a time that stands still or a little back is counted as now', () => {
  const counter = new RateCounter();
  counter.add(5, 10_000);
  counter.add(5, 9_000);
  expect(counter.perSecond(10_000)).toBe(2);
});
