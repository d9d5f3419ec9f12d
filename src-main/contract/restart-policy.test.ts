import { expect, test } from 'vitest';
import { RestartPolicy } from './restart-policy';

test('an engine that lived long starts again at once, one that keeps dying ever later and then not at all', () => {
  const policy = new RestartPolicy();
  expect(policy.died(60_000)).toBe(0);
  expect([1, 2, 3, 4, 5, 6].map(() => policy.died(100))).toEqual([250, 500, 1_000, 2_000, 4_000, null]);
  policy.reset();
  expect(policy.died(100)).toBe(250);
  expect(policy.died(30_000)).toBe(0);
  expect(policy.died(100)).toBe(250);
});
