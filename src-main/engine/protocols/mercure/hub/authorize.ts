import type { EntryDetail } from '../../../../contract/entry';

import { resourceOf } from './bearer';
import type { MercureCall } from './call';
import { cookieWords } from './cookies';
import { cookieNames, findToken } from './find-token';
import type { Refusal } from './refusal';
import type { TokenVerifier, VerifiedToken } from './verify-token';

/** What a request may do: the token it presented, if any. */
export interface Authorization {
  readonly token: VerifiedToken | null;
  /** For the timeline. */
  readonly detail: EntryDetail;
}

export type Authorized = Authorization | { readonly refusal: Refusal };

const placeWords = {
  header: 'the Authorization header',
  query: 'the parameter "authorization" of the query',
  cookie: 'a cookie',
} as const;

/** A token that is there has to be valid, whether it is needed or not. */
export async function authorize(
  { scope, request, query, dialect }: MercureCall,
  verifier: TokenVerifier,
): Promise<Authorized> {
  const found = findToken(request, query, scope.settings, dialect);
  if (found === null) {
    const cookies = cookieWords(request, cookieNames(dialect, scope.settings));
    return { token: null, detail: { tokenFrom: 'none was presented', cookies } };
  }
  if ('refusal' in found) {
    return found;
  }
  const tokenFrom = placeWords[found.place];
  const verdict = await verifier.verify(found.token, scope.context.clock.nowMs(), {
    dialect,
    audience: dialect === '1.0' ? resourceOf(request, scope.settings) : '',
  });
  return 'refusal' in verdict
    ? { refusal: { ...verdict.refusal, detail: { tokenFrom, ...verdict.refusal.detail } } }
    : { token: verdict.token, detail: { tokenFrom, ...verdict.token.detail } };
}

/** For a request that has to have one. */
export function noToken(what: string, { dialect, scope: { settings } }: MercureCall): Refusal {
  const cookies = cookieNames(dialect, settings).join(' or ');
  return {
    status: 401,
    check: 'token',
    error: '',
    reason: `No token came with this ${what}.`,
    hint: `Was the cookie sent? EventSource needs { withCredentials: true }, and page and hub the same host: localhost is not 127.0.0.1.`,
    received:
      dialect === '1.0'
        ? 'no Authorization header, no cookie'
        : 'no Authorization header, no parameter "authorization", no cookie',
    expected: `Authorization: Bearer TOKEN, ${dialect === '1.0' ? '' : '?authorization=TOKEN, '}or the cookie ${cookies}`,
  };
}
