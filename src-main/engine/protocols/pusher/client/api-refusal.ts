import { httpMeaning } from '../../../../contract/codes/http-codes';
import type { EntryDetail } from '../../../../contract/entry';
import { parseJson } from '../../../../contract/json-text';
import type { Problem } from '../../../../contract/problem';

/** What a server's HTTP API answered instead, in words. `what`: the subject of the sentence. */
export function apiRefusal(status: number, text: string, what: string): Problem {
  const value = parseJson(text);
  const error = typeof value === 'object' && value !== null ? (value as EntryDetail).error : undefined;
  const said = (typeof error === 'string' ? error : text).replace(/\s+/g, ' ').trim().slice(0, 200);
  const { words, cause, next } = httpMeaning(status, 'api');
  return {
    code: 'refused',
    message: `${what} was refused with ${status}${words === '' ? '' : ` (${words})`}${said === '' ? '.' : `: ${said}`}`,
    hint: [cause, next].filter((part) => part !== '').join(' '),
  };
}
