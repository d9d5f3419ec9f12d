import { isAccessToken, mercureClaims } from './claims';
import { numericDate, type TokenParts } from './token';
import { everything } from './topic-selector';
import { parseUriTemplate } from './uri-template';

/** A matcher as 1.0 writes it. */
export interface Matcher {
  readonly match: string;
  readonly match_type?: 'urlpattern';
}

/** A 0.x selector as 1.0 writes it: templates became URL patterns, which stop at a slash as plain variables do. */
export function matcherOf(selector: string): Matcher {
  if (selector === everything || parseUriTemplate(selector) === null) {
    return { match: selector };
  }
  const pattern = selector.replace(/\{([+#./;?&]?)([^}]*)\}/g, (_whole, operator: string, names: string) =>
    names
      .split(',')
      .map((one) => variable(operator, one))
      .join(''),
  );
  return { match: pattern, match_type: 'urlpattern' };
}

function variable(operator: string, text: string): string {
  const name = text
    .replace(/[:*].*$/, '')
    .replace(/[^A-Za-z0-9_]/g, '_')
    .replace(/^(?=\d)/, '_');
  if (operator === '+' || operator === '#') return '*';
  if (operator === '/') return text.endsWith('*') ? `/:${name}*` : `/:${name}?`;
  return operator === '.' ? `{.:${name}}?` : operator === '' ? `:${name}` : '*';
}

/** A selector as a parameter of 1.0. */
export function matcherParameter(selector: string): string {
  const { match, match_type: type } = matcherOf(selector);
  return type === undefined ? `match=${match}` : `match_${type}=${match}`;
}

/** What a token of 0.x lacks for 1.0, each a sentence; empty for one of 1.0. */
export function tokenHints({ header, claims }: TokenParts): readonly string[] {
  const found = mercureClaims(claims, '0.x');
  if (claims.authorization_details !== undefined || typeof found === 'string') return [];
  const details = detailsOf(found.publish, found.subscribe);
  return [
    isAccessToken(header) ? '' : 'Its header has to have "typ":"at+jwt".',
    numericDate(claims, 'exp') === undefined ? 'It has to expire (exp).' : '',
    claims.iss === undefined ? 'It has to name its issuer (iss), whom the hub has to trust.' : '',
    claims.aud === undefined ? 'It has to name the hub it is for (aud): its address.' : '',
    details === '' ? '' : `Its rights move from the claim "mercure" to ${details}.`,
    found.payloads.some(({ payload }) => payload === null || typeof payload !== 'object' || Array.isArray(payload))
      ? 'Its payload has to be an object, in the detail it belongs to.'
      : '',
  ].filter((one) => one !== '');
}

function detailsOf(publish: readonly string[] | null, subscribe: readonly string[] | null): string {
  const details = (
    [
      ['publish', publish],
      ['subscribe', subscribe],
    ] as const
  ).flatMap(([action, list]) =>
    list === null || list.length === 0
      ? []
      : [{ type: 'https://mercure.rocks/authorization-detail', actions: [action], topics: list.map(matcherOf) }],
  );
  return details.length === 0 ? '' : JSON.stringify({ authorization_details: details });
}

/** What of a request of 0.x is written in another way in 1.0. `tokenFrom`: where its token was, as the hub says it. */
export function requestHints(query: string, tokenFrom: string, topics: readonly string[]): readonly string[] {
  const names = new Set(query.split('&').map((pair) => pair.split('=')[0]));
  return [
    names.has('topic') ? `Ask by ${[...new Set(topics.map(matcherParameter))].slice(0, 5).join(', ')}.` : '',
    names.has('lastEventID') || names.has('Last-Event-ID')
      ? 'The parameter of the cursor is last_event_id; its header in the answer is Mercure-Last-Event-ID.'
      : '',
    tokenFrom.includes('query') ? 'A token in the address is not looked at: send it in a header or a cookie.' : '',
    tokenFrom.includes('cookie') ? 'The cookie is called __Secure-mercure_access_token.' : '',
  ].filter((one) => one !== '');
}
