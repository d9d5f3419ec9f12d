import type { EntryDetail } from '../../../../contract/entry';
import type { MercureCall } from './call';
import { findToken } from './find-token';
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

const anonymous: Authorization = { token: null, detail: { tokenFrom: 'none was presented' } };

/** A token that is there has to be valid, whether it is needed or not. */
export async function authorize({ scope, request, query }: MercureCall, verifier: TokenVerifier): Promise<Authorized> {
  const found = findToken(request, query, scope.settings);
  if (found === null) {
    return anonymous;
  }
  if ('refusal' in found) {
    return found;
  }
  const tokenFrom = placeWords[found.place];
  const verdict = await verifier.verify(found.token, scope.context.clock.nowMs());
  return 'refusal' in verdict
    ? { refusal: { ...verdict.refusal, detail: { tokenFrom, ...verdict.refusal.detail } } }
    : { token: verdict.token, detail: { tokenFrom, ...verdict.token.detail } };
}

/** For a request that has to have one. */
export function noToken(what: string, cookieName: string): Refusal {
  return {
    status: 401,
    check: 'token',
    reason: `No token came with this ${what}.`,
    hint: `Was the cookie sent? EventSource needs { withCredentials: true }, and page and hub the same host: localhost is not 127.0.0.1.`,
    received: 'no Authorization header, no parameter "authorization", no cookie',
    expected: `Authorization: Bearer TOKEN, ?authorization=TOKEN, or the cookie ${cookieName}`,
  };
}
