import { ProblemError } from '../../../../../contract/problem';
import type { FigurePoint } from '../../../../../contract/server-figures';
import type { Dial, TlsChoice } from '../../../../clients/dial';
import { apiRefusal } from '../api-refusal';

/** One way in which a server tells what it counts. */
export interface FigureSource {
  /** Address, without secrets. */
  readonly from: string;
  readonly hasServerTime: boolean;
  /** What to look at when it does not tell. */
  readonly hint: string;
  /** All that is known now, oldest first, and the answer it was read from. Rejects with a ProblemError. */
  read(atMs: number): Promise<{ readonly points: readonly FigurePoint[]; readonly answer: string }>;
}

/** The body of a 200. Rejects with a ProblemError 'unreachable' or 'refused'. */
export async function fetchText(dial: Dial, url: string, tls: TlsChoice, what: string): Promise<string> {
  const { status, body } = await dial.fetch({ url, headers: { accept: 'application/json, text/plain' }, tls });
  const text = body.toString();
  if (status === 200) return text;
  const { code, message, hint } = apiRefusal(status, status < 400 ? '' : text, what, 'other');
  throw new ProblemError(code, message, hint);
}

/** It answered, and with something else. */
export function notFigures(url: string, wanted: string): ProblemError {
  const message = `${url} answered with something else than ${wanted}.`;
  return new ProblemError('refused', message, 'Is it another server, or the page of a login?');
}
