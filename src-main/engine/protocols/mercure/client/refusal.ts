import type { Problem } from '../../../../contract/problem';
import type { ClientEnd } from '../../../clients/client-side';
import type { Dialect } from './dialect';

/** What is known of a subscription that was refused. */
export interface Asked {
  readonly hasToken: boolean;
  readonly dialect: Dialect;
  readonly selectors: number;
}

/** What a hub's refusal of a subscription most likely means. */
export function refusalProblem(told: Problem, status: number, asked: Asked): Problem {
  const hint = hintFor(status, asked);
  return hint === '' ? told : { ...told, hint };
}

/** Of one subscription to a hub of 1.0. */
const mostSelectors = 100;

function hintFor(status: number, { hasToken, dialect, selectors }: Asked): string {
  const isModern = dialect === '1.0';
  switch (status) {
    case 401:
      if (!hasToken)
        return 'The hub takes no anonymous subscribers: give a token, or switch on "anonymous" in the hub.';
      return isModern
        ? modernToken
        : 'The token is expired, or signed with another secret or algorithm than the hub has for subscribers.';
    case 403:
      return isModern
        ? 'The token is good and does not allow this: compare its authorization_details with the topics.'
        : 'The token is good and does not allow this: compare its claim mercure.subscribe with the topics.';
    case 400:
      if (!isModern) return 'A hub of 1.0 answers so to "topic": choose dialect 1.0.';
      return selectors > mostSelectors
        ? 'A hub of 1.0 takes 100 selectors at most: a URL pattern covers many topics.'
        : 'A hub of 0.x answers so to "match": choose dialect 0.x.';
    case 404:
      return 'No hub answers at this path: compare the address; hubs before 0.8 had it at /hub.';
    case 405:
      return 'Subscribing is switched off in this hub: it has no key for subscribers, and takes no anonymous ones.';
    case 421:
      return 'The hub does not go by this name: ask it by one of its public_urls.';
    default:
      return '';
  }
}

/** What a token of 1.0 is held against (RFC 9068), whatever it is for. */
export const modernToken =
  'In 1.0 a token is signed by an issuer the hub trusts (iss), names this hub (aud), is of the type at+jwt, and ends (exp): compare each with what the hub has.';

export function refusalEnd(problem: Problem, status: number): ClientEnd {
  const isTransient = status === 0 || status === 408 || status === 429 || status >= 500;
  const advice =
    status === 0 ? 'An EventSource goes on trying.' : 'An EventSource gives up for good at any answer but 200.';
  return { retry: isTransient ? 'later' : 'never', problem, advice };
}
