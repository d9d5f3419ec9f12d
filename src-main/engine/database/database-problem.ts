import { type Problem, ProblemError, toProblem } from '../../contract/problem';
import { storeErrorKind } from '../store/driver';

/** What went wrong with the second database, for a person. */
export function databaseProblem(error: unknown): Problem {
  const problem = toProblem(error);
  if (error instanceof ProblemError) {
    return problem;
  }
  if (storeErrorKind(error) === 'full') {
    return {
      code: 'store-full',
      message: 'The disk is full; settings and statistics are not kept.',
      hint: 'Free some space and try again. The hub keeps working meanwhile.',
    };
  }
  return {
    code: 'store-failed',
    message: `Settings and statistics could not be kept: ${problem.message}`,
    hint: 'Look at the data folder and its disk, then try again. The hub keeps working meanwhile.',
  };
}
