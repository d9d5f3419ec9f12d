import { expect, test } from 'vitest';
import { BatchBuilder } from '../capture/batch-builder';
import { gapEntry } from '../capture/create-recorder';
import { NameTable } from '../capture/name-table';
import { joinLosses, lossOf } from './entry-loss';

test('a Gap that is lost itself goes on to count', () => {
  const builder = new BatchBuilder(new NameTable());
  builder.add(1, 500, { kind: 'note', protocol: '' });
  builder.add(2, 600, gapEntry({ count: 40, fromMs: 100, toMs: 200, reason: 'Too much.' }));
  builder.add(3, 700, { kind: 'gap', protocol: '', detail: { count: null } });
  expect(lossOf(builder.take(), 'Full.')).toEqual({ count: 42, fromMs: 100, toMs: 700, reason: 'Full.' });
});

test('losses join to one, with each reason once', () => {
  const one = { count: 1, fromMs: 5, toMs: 6, reason: 'A.' };
  const two = { count: 2, fromMs: 3, toMs: 4, reason: 'B.' };
  const both = joinLosses(one, two);
  expect(both).toEqual({ count: 3, fromMs: 3, toMs: 6, reason: 'A. B.' });
  expect(joinLosses(both, two).reason).toBe('A. B.');
  expect(joinLosses(null, one)).toBe(one);
  expect(joinLosses({ ...two, count: 0 }, one)).toBe(one);
});
