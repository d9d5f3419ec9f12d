import { type Problem, ProblemError } from '../contract/problem';

/** What every command's exit code means. */
export const exitCodes = { done: 0, no: 1, usage: 2, noEngine: 3, taken: 4 } as const;

export function exitCodeOf({ code }: Problem): number {
  if (code === 'port-taken' || code === 'folder-taken') return exitCodes.taken;
  if (code === 'no-engine' || code === 'engine-gone') return exitCodes.noEngine;
  return code === 'bad-input' ? exitCodes.usage : exitCodes.no;
}

/** A failure of what was typed. */
export function usageError(message: string, hint = 'See --help.'): ProblemError {
  return new ProblemError('bad-input', message, hint);
}
