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

const noWebSocket = 'A server with no WebSocket at all (an ordinary web server, Laravel Octane) answers so as well.';

/** What an answer other than 101 most often means for a WebSocket; of other statuses the meaning is that of HTTP. */
const handshakeMeanings: Readonly<Record<number, string>> = {
  400: 'The server found the handshake wrong: a proxy in between may have taken Upgrade, Connection or Sec-WebSocket-Key out.',
  401: 'It wants credentials with the handshake: a cookie, an Authorization header, or a token in the address.',
  403: 'Most servers that answer so look at Origin: name a page they let in as the origin of the profile. Else a cookie or token is missing.',
  405: `Something that takes no GET is at this path, and each WebSocket begins with one. ${noWebSocket}`,
  413: 'Cookies and other headers are larger than it takes; Ratchet takes 4,096 bytes.',
  426: 'It wants a subprotocol, or another version of WebSocket than 13: name the subprotocol in the profile.',
};

/** Ratchet's App is made for one host name (httpHost), and answers 404 to any other in the Host header. */
const ratchetHost =
  'Ratchet answers so where the host is not the one its App was made for: localhost and 127.0.0.1 are two.';

/** What a plain answer to the handshake most often means for a WebSocket. */
export function handshakeHint(
  problem: Problem,
  status: number | null,
  headers: NodeJS.Dict<string | string[]>,
): Problem {
  const own = status === null ? undefined : handshakeMeanings[status];
  if (own !== undefined) return { ...problem, hint: own };
  if (status !== 404 && status !== 200) return problem;
  const isRatchet = /^Ratchet\b/.test(String(headers['x-powered-by']));
  return { ...problem, hint: `${problem.hint} ${isRatchet ? ratchetHost : noWebSocket}`.trim() };
}

/** No WebSocket came of it. `status`: of the HTTP answer, null if there was none. */
export function endOfHandshake(problem: Problem, status: number | null): ClientEnd {
  const isTransient = status === null || status === 408 || status === 429 || status >= 500;
  if (problem.code === 'unreachable' || (isTransient && status !== null))
    return { retry: 'later', problem, advice: browser };
  return { retry: 'never', problem, advice: changeFirst };
}
