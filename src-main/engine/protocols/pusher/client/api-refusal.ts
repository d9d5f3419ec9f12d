import { type HttpFace, httpMeaning } from '../../../../contract/codes/http-codes';
import { membersOf, parseJson } from '../../../../contract/json-text';
import type { Problem } from '../../../../contract/problem';

/** What a server's HTTP API (or another `face` of it) answered instead, in words. `what`: the subject of the sentence. */
export function apiRefusal(status: number, text: string, what: string, face: HttpFace = 'api'): Problem {
  const { error } = membersOf(parseJson(text));
  const said = (typeof error === 'string' ? error : text).replace(/\s+/g, ' ').trim().slice(0, 200);
  const { words, cause, next } = httpMeaning(status, face);
  return {
    code: 'refused',
    message: `${what} was refused with ${status}${words === '' ? '' : ` (${words})`}${said === '' ? '.' : `: ${said}`}`,
    hint: [cause, next].filter((part) => part !== '').join(' '),
  };
}
