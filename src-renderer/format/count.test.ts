import { expect, test } from 'vitest';
import { formatCount, formatShortCount } from './count';

test('counts are exact, and short on chips', () => {
  expect(formatCount(12_450)).toBe('12,450');
  expect([0, 312, 999, 1_204, 9_960, 48_000, 999_400, 999_500, 1_234_567].map(formatShortCount)).toEqual([
    '0',
    '312',
    '999',
    '1.2 k',
    '10 k',
    '48 k',
    '999 k',
    '1.0 M',
    '1.2 M',
  ]);
});
