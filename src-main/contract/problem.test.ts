import { expect, test } from 'vitest';
import { readProblem } from './problem';

test('a failure that was told is checked', () => {
  const problem = { code: 'bad-input', message: 'No.', hint: '' };
  expect(readProblem({ ...problem, more: 1 })).toEqual(problem);
  const wrong = [null, 'No.', {}, { ...problem, hint: 1 }, { ...problem, message: 'x'.repeat(10_001) }];
  for (const one of wrong) expect(readProblem(one)).toBeNull();
});
