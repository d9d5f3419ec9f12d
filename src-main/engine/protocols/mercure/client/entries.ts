import type { IncomingHttpHeaders } from 'node:http';
import { limits } from '../../../../contract/limits';
import type { Problem } from '../../../../contract/problem';
import { redactHeaders, redactQuery } from '../../../capture/redact';
import type { ClientEntry } from '../../../clients/client-side';
import type { StreamAnswer } from '../../../clients/event-stream/open-stream';
import type { Dialect } from './dialect';

interface Opened {
  readonly selectors: readonly string[];
  readonly dialect: Dialect;
  /** '' for none. */
  readonly lastEventId: string;
  readonly cursorAnswered: string | readonly string[] | undefined;
}

/** A stream is open. */
export function openEntry(answer: StreamAnswer, { cursorAnswered, ...asked }: Opened): ClientEntry {
  return {
    kind: 'connection',
    action: 'open',
    direction: 'up',
    code: answer.status,
    detail: {
      address: redactQuery(answer.url),
      ...asked,
      cursorAnswered: cursorAnswered === undefined ? '' : String(cursorAnswered),
      status: answer.status,
      tookMs: Math.round(answer.tookMs),
      answerHeaders: redactHeaders(answer.headers),
    },
  };
}

/** A stream is over. `unfinished`: bytes of an event that has no end. */
export function closeEntry(
  detail: { readonly reason: string; readonly events: number; readonly livedMs: number },
  direction: 'up' | 'down',
  unfinished: Buffer,
): ClientEntry {
  const rest = unfinished.length === 0 ? {} : { body: unfinished };
  return { kind: 'connection', action: 'close', direction, detail, ...rest };
}

interface Refused {
  readonly address: string;
  readonly selectors: readonly string[];
  readonly headers: IncomingHttpHeaders;
}

/** The hub answered, with no stream. `status`: 0 if nothing answered. */
export function refusedEntry(problem: Problem, status: number, { address, selectors, headers }: Refused): ClientEntry {
  return {
    kind: 'refused',
    action: 'subscribe',
    direction: 'down',
    channel: selectors.join(', ').slice(0, limits.nameChars),
    detail: {
      reason: problem.message,
      hint: problem.hint,
      address: redactQuery(address),
      selectors,
      answerHeaders: redactHeaders(headers),
    },
    ...(status === 0 ? {} : { code: status }),
  };
}

/** It did not come to a stream. */
export function failedEntry({ message, hint }: Problem, address: string): ClientEntry {
  const detail = { reason: message, hint, address: redactQuery(address) };
  return { kind: 'refused', action: 'open', direction: 'down', detail };
}
