import type { Problem } from '../../contract/problem';
import { ProblemError, toProblem } from '../../contract/problem';
import { storeErrorKind } from './driver';

/** What went wrong with the capture, for a person. */
export function storeProblem(error: unknown): Problem {
  const { message } = toProblem(error);
  if (error instanceof ProblemError) {
    return toProblem(error);
  }
  switch (storeErrorKind(error)) {
    case 'full':
      return {
        code: 'store-full',
        message: 'The disk is full; new entries are not kept.',
        hint: 'Free some space; recording goes on by itself. The hub keeps working meanwhile.',
      };
    case 'damaged':
      return { code: 'store-damaged', message: `The capture is damaged: ${message}`, hint: '' };
    default:
      return {
        code: 'store-failed',
        message: `The capture could not be used: ${message}`,
        hint: 'Look at the data folder and its disk; it is tried again every second. The hub keeps working meanwhile.',
      };
  }
}
