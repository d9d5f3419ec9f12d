import { closeMeaning } from '../close-words';
import type { Row } from '../entry';
import { ablyMeaning } from './ably-codes';
import { type CodeMeaning, unknownCode } from './code-meaning';
import { httpMeaning } from './http-codes';
import { pusherMeaning } from './pusher-codes';

/** A close code, or an error of a protocol where it is 4000 or above. */
export function closeMeaningOf(code: number, protocol: string): CodeMeaning {
  if (code < 4000) return closeMeaning(code);
  if (protocol === 'ably') return ablyMeaning(code);
  return protocol === 'pusher' ? pusherMeaning(code) : unknownCode;
}

/** The code of an entry in words: a close code, an error of the protocol, or an HTTP status. */
export function entryCodeMeaning({
  kind,
  action,
  code,
  protocol,
}: Pick<Row, 'kind' | 'action' | 'code' | 'protocol'>): CodeMeaning {
  if (code === null) return unknownCode;
  if (code >= 1000) return closeMeaningOf(code, protocol);
  const isApi =
    protocol === 'pusher' &&
    (kind === 'http' || (kind === 'refused' && (action === 'publish' || action === 'request')));
  return httpMeaning(code, kind === 'auth' ? 'auth' : isApi ? 'api' : 'other');
}
