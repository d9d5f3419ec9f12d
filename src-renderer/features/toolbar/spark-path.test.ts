import { expect, test } from 'vitest';
import { sparkPath } from './spark-path';

test('the newest sample is at the right, zero at the bottom, the largest at the top', () => {
  expect(sparkPath([0, 10], 3, 48, 16)).toBe('M24.0 15.0 L48.0 1.0');
});

test('a quiet hub stays at the bottom, and one sample is no line', () => {
  expect(sparkPath([0, 0.2], 3, 48, 16)).toBe('M24.0 15.0 L48.0 12.2');
  expect(sparkPath([4], 3, 48, 16)).toBe('');
});
