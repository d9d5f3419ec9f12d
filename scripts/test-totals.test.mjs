import { expect, test } from 'vitest';
import { e2eTotals, sum, unitTotals } from './test-totals.mjs';

test('a test file that cannot be loaded is a failure', () => {
  const file = (/** @type {string} */ status, /** @type {unknown[]} */ assertionResults) => ({
    status,
    assertionResults,
  });
  const testResults = [file('passed', [{}, {}]), file('failed', []), file('failed', [{}])];
  expect(unitTotals({ numPassedTests: 2, numFailedTests: 1, numPendingTests: 3, testResults })).toEqual({
    passed: 2,
    failed: 2,
    skipped: 3,
  });
});

test('errors outside of tests are failures', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
  expect(e2eTotals({ stats, errors: [{}] })).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('a few may pass at their second try; more of them are failures', () => {
  const stats = { expected: 40, unexpected: 0, skipped: 0 };
  expect(e2eTotals({ stats: { ...stats, flaky: 3 } })).toEqual({ passed: 43, failed: 0, skipped: 0 });
  expect(e2eTotals({ stats: { ...stats, flaky: 4 } })).toEqual({ passed: 40, failed: 4, skipped: 0 });
});

test('a step that failed without a failed test counts as one failure', () => {
  const unit = { ok: true, totals: { passed: 7, failed: 0, skipped: 1 } };
  const crashed = { ok: false, totals: { passed: 2, failed: 0, skipped: 0 } };
  const failing = { ok: false, totals: { passed: 2, failed: 3, skipped: 0 } };
  expect(sum([{ ok: true }, unit])).toEqual({ passed: 7, failed: 0, skipped: 1 });
  expect(sum([unit, { ok: false }])).toEqual({ passed: 7, failed: 1, skipped: 1 });
  expect(sum([unit, crashed])).toEqual({ passed: 9, failed: 1, skipped: 1 });
  expect(sum([unit, failing])).toEqual({ passed: 9, failed: 3, skipped: 1 });
});
