/** Every way a call or a command can fail. One list, so that a code never means two things. */
export type ProblemCode =
  | 'bad-input'
  | 'unknown-call'
  | 'not-found'
  | 'not-supported'
  | 'closed'
  | 'port-taken'
  | 'folder-taken'
  | 'no-engine'
  | 'refused'
  | 'unreachable'
  | 'store-failed'
  | 'store-full'
  | 'store-damaged'
  | 'source-away'
  | 'engine-gone'
  | 'internal';

/** A failure a person can act on: what happened and where (message), likely cause and next step (hint). */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint: string;
}

/** Problem as an exception, for use inside one process; it crosses a port as a plain Problem. */
export class ProblemError extends Error implements Problem {
  readonly code: ProblemCode;
  readonly hint: string;

  constructor(code: ProblemCode, message: string, hint = '') {
    super(message);
    this.name = 'ProblemError';
    this.code = code;
    this.hint = hint;
  }
}

/** Any thrown value as a Problem. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) {
    return { code: error.code, message: error.message, hint: error.hint };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message, hint: '' };
}

const longest = 10_000;

/** What was told of a failure, checked; null if it is no Problem. Its code may be one of another version. */
export function readProblem(value: unknown): Problem | null {
  const { code, message, hint } = (value ?? {}) as Problem;
  const isFine = [code, message, hint].every((text) => typeof text === 'string' && text.length <= longest);
  return isFine ? { code, message, hint } : null;
}

/** The other way: a Problem that was handed over, to be thrown or told as one that was. */
export function asError({ code, message, hint }: Problem): ProblemError {
  return new ProblemError(code, message, hint);
}
