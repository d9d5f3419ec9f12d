import type { Problem } from '../../../contract/problem';
import type { ClientEnd } from '../../clients/client-side';
import { closeMeaningFor } from './close-meaning';

const browser = "A browser's WebSocket does not connect again by itself; Hubbub does.";
const changeFirst = 'Something has to be changed first.';

/** Close codes that say the same would happen again: refused for good, by the protocol that is spoken on top. */
function isForGood(code: number, readAs: string): boolean {
  if (readAs === 'pusher') return code >= 4000 && code < 4100;
  if (readAs.startsWith('graphql')) return code >= 4400 && code < 4500 && code !== 4408;
  return code === 1010;
}

export function endOf(code: number, reason: string, isFault: boolean, readAs: string): ClientEnd {
  const { words, cause, next } = closeMeaningFor(code, readAs);
  const said = reason === '' || reason === words ? '' : isFault ? ` ${reason}` : ` The server said: ${reason}`;
  const problem: Problem = {
    code: code === 1006 ? 'unreachable' : 'refused',
    message: `Closed with ${code}${words === '' ? '' : ` (${words})`}.${said}`,
    hint: [cause, next].filter((part) => part !== '').join(' '),
  };
  if (isForGood(code, readAs)) return { retry: 'never', problem, advice: changeFirst };
  return { retry: readAs === 'pusher' && code >= 4200 && code < 4300 ? 'now' : 'later', problem, advice: browser };
}

/** What a plain answer to the handshake most often means for a WebSocket. */
export function handshakeHint(problem: Problem, status: number | null): Problem {
  if (status !== 404 && status !== 200) return problem;
  const also = 'A server with no WebSocket at all (an ordinary web server, Laravel Octane) answers so as well.';
  return { ...problem, hint: `${problem.hint} ${also}`.trim() };
}

/** No WebSocket came of it. `status`: of the HTTP answer, null if there was none. */
export function endOfHandshake(problem: Problem, status: number | null): ClientEnd {
  const isTransient = status === null || status === 408 || status === 429 || status >= 500;
  if (problem.code === 'unreachable' || (isTransient && status !== null))
    return { retry: 'later', problem, advice: browser };
  return { retry: 'never', problem, advice: changeFirst };
}
