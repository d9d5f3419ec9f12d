import type { Problem } from '../../../../contract/problem';
import type { ClientEnd } from '../../../clients/client-side';
import type { Dialect } from './dialect';

/** What a hub's refusal of a subscription most likely means. */
export function refusalProblem(told: Problem, status: number, hasToken: boolean, dialect: Dialect): Problem {
  const hint = hintFor(status, hasToken, dialect);
  return hint === '' ? told : { ...told, hint };
}

function hintFor(status: number, hasToken: boolean, dialect: Dialect): string {
  switch (status) {
    case 401:
      return hasToken
        ? 'The token is expired, or signed with another secret or algorithm than the hub has for subscribers.'
        : 'The hub takes no anonymous subscribers: give a token, or switch on "anonymous" in the hub.';
    case 403:
      return 'The token is good and does not allow this: compare its claim mercure.subscribe with the topics.';
    case 400:
      return dialect === '0.x'
        ? 'A hub of 1.0 answers so to "topic": choose dialect 1.0.'
        : 'A hub of 0.x answers so to "match": choose dialect 0.x.';
    case 404:
      return 'No hub answers at this path: compare the address; hubs before 0.8 had it at /hub.';
    case 405:
      return 'Subscribing is switched off in this hub: it has no key for subscribers, and takes no anonymous ones.';
    default:
      return '';
  }
}

export function refusalEnd(problem: Problem, status: number): ClientEnd {
  const isTransient = status === 0 || status === 408 || status === 429 || status >= 500;
  const advice =
    status === 0 ? 'An EventSource goes on trying.' : 'An EventSource gives up for good at any answer but 200.';
  return { retry: isTransient ? 'later' : 'never', problem, advice };
}
