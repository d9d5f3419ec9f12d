import { expect, test } from 'vitest';
import { growthOf, type Sample, typicalOf, type Visit } from './long-run';

const visit = (part: Partial<Visit>): Visit => ({
  view: 'live',
  actedMs: 0,
  stayedMs: 0,
  share: 1,
  referenceMs: 4,
  ...part,
});
const sample = (minute: number, heapBytes: number): Sample => ({
  atMs: minute * 60_000,
  heapBytes,
  nodes: 2_000,
  listeners: 3_000,
});

test('one spoiled visit is not typical, most of them are', () => {
  const good = [visit({}), visit({ stayedMs: 60 }), visit({ view: 'statistics', stayedMs: 40 })];
  expect(typicalOf([...good, visit({ stayedMs: 900 }), visit({})])).toMatchObject({
    stayedIn: 'statistics',
    stayedMs: 40,
  });
  expect(typicalOf([...good, visit({ stayedMs: 900 }), visit({ stayedMs: 80 })])).toMatchObject({
    stayedIn: 'live',
    stayedMs: 70,
  });
});

test("what a busy machine took is not the page's, what the page took is", () => {
  expect(typicalOf([visit({ actedMs: 400, share: 0.25, referenceMs: 8 })]).actedMs).toBe(50);
  expect(typicalOf([visit({ actedMs: 400, share: 1, referenceMs: 2 })]).actedMs).toBe(400);
});

test('a leak is told from noise', () => {
  const noise = [20, 23, 19, 21, 20, 40, 20, 22, 19, 20].map((megabytes, minute) => sample(minute, megabytes * 1e6));
  expect(Math.abs(growthOf(noise).heap)).toBeLessThan(0.02);
  const leak = noise.map((one, minute) => ({
    ...one,
    heapBytes: one.heapBytes + minute * 1.5e6,
    nodes: 2_000 + minute * 90,
  }));
  expect(growthOf(leak).heap).toBeGreaterThan(0.04);
  expect(growthOf(leak).nodes).toBeGreaterThan(0.03);
  expect(growthOf(noise)).toMatchObject({ nodes: 0, listeners: 0 });
});
