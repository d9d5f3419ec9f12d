import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoInstant } from './iso-instant';

test('an instant is written in UTC, and one that no Date holds as the number it is', () => {
  expect(isoInstant(0)).toBe('1970-01-01T00:00:00.000Z');
  expect(isoInstant(-1e20)).toBe('-100000000000000000000 ms since 1970');
  expect(isoInstant(Number.NaN)).toBe('NaN ms since 1970');
});

test('any number is an instant, or said', () => {
  fc.assert(fc.property(fc.double(), (ms) => isoInstant(ms) !== ''));
});
