/**
 * Reads what the test runners wrote about their runs.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */
/** @typedef {{ ok: boolean, totals?: Totals }} StepResult */

/**
 * A test file that could not be loaded has no tests to count; it counts as one failure.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests?: number,
 *   testResults: { status: string, assertionResults: unknown[] }[] }} report Vitest's JSON report
 * @returns {Totals}
 */
export function unitTotals(report) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  };
}

/** So many may pass at their second try in one run: docs/decisions/0022-a-second-try-of-few.md */
const SECOND_TRIES = 3;

/**
 * Errors outside of any test (a hook of the whole run, a file that cannot be loaded) count as failures, and so do those that
 * passed at their second try, where they are more than a few.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors?: unknown[] }} report
 *   Playwright's JSON report
 * @returns {Totals}
 */
export function e2eTotals({ stats, errors = [] }) {
  const shaky = stats.flaky > SECOND_TRIES ? stats.flaky : 0;
  return {
    passed: stats.expected + stats.flaky - shaky,
    failed: stats.unexpected + errors.length + shaky,
    skipped: stats.skipped,
  };
}

/**
 * The sum over all steps. A step that failed without a failed test (lint, a build, a runner that crashed) counts
 * as one failure, so that "0 failed" is only ever said of a run that went well.
 * @param {readonly StepResult[]} steps
 * @returns {Totals}
 */
export function sum(steps) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { ok, totals } of steps) {
    total.passed += totals?.passed ?? 0;
    total.skipped += totals?.skipped ?? 0;
    total.failed += Math.max(totals?.failed ?? 0, ok ? 0 : 1);
  }
  return total;
}
