import { parseJson } from '../../../../contract/json-text';
import { asError, ProblemError } from '../../../../contract/problem';
import { ablyFailure } from './ably-problem';

/** Errors of the REST side: `{"error":{"code","message"}}`. */
export function restProblem(status: number, body: string): ProblemError {
  const error = (
    parseJson(body) as { readonly error?: { readonly code?: number; readonly message?: string } } | undefined
  )?.error;
  if (typeof error?.code === 'number')
    return asError(ablyFailure({ code: error.code, message: String(error.message ?? '') }).problem);
  return new ProblemError(
    'refused',
    `It answered ${status}: ${body.slice(0, 200)}`,
    'Is it Ably, or a server that speaks for it?',
  );
}
