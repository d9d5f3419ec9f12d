import { expect, test } from 'vitest';
import type { Row } from '../../../src-main/contract/entry';
import { RowCache } from './row-cache';

const row = (seq: number) => ({ seq, kind: 'publish' }) as Row;
const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index));

test('says what is missing between what is there', () => {
  const cache = new RowCache();
  cache.add(2 ** 40, rows(1, 10));
  expect(cache.missing(2 ** 40, 2 ** 40 + 10)).toBeNull();
  expect(cache.missing(2 ** 40 - 5, 2 ** 40 + 10)).toEqual([2 ** 40 - 5, 2 ** 40]);
  expect(cache.missing(2 ** 40 + 5, 2 ** 40 + 12)).toEqual([2 ** 40 + 10, 2 ** 40 + 12]);
  expect(cache.missing(5, 5)).toBeNull();
});

test('keeps the same object for the same row', () => {
  const cache = new RowCache();
  cache.add(0, rows(1, 3));
  const before = cache.get(1);
  cache.add(0, rows(1, 3));
  expect(cache.get(1)).toBe(before);
});

test('asks again for a run that may have grown, and shows what it knows until then', () => {
  const cache = new RowCache();
  const ping = { ...row(5), kind: 'ping' } as Row;
  cache.add(10, [{ ...row(4), kind: 'connection' }, ping]);
  cache.doubtRun(10);
  expect(cache.missing(10, 12)).toBeNull();
  cache.doubtRun(11);
  expect(cache.missing(10, 12)).toEqual([11, 12]);
  expect(cache.get(11)).toBe(ping);
  const grown = { ...ping, seq: 9, folded: { count: 2, first: 1, sinceMs: 0 } };
  cache.add(11, [grown]);
  expect(cache.missing(10, 12)).toBeNull();
  expect(cache.get(11)).toBe(grown);
});

test('keeps what is around the reader, and not more than that', () => {
  const cache = new RowCache();
  for (let from = 0; from < 100_000; from += 1_000) {
    cache.add(from, rows(from, 1_000));
    cache.trimAround(from);
  }
  const kept = Array.from({ length: 100_000 }, (_, at) => at).filter((at) => cache.get(at) !== undefined);
  expect(kept.length).toBeLessThanOrEqual(5_000);
  expect(cache.missing(99_000, 100_000)).toBeNull();
});
