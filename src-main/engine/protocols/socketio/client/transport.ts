import type { Problem } from '../../../../contract/problem';
import type { Dial, TlsChoice } from '../../../clients/dial';
import type { Clock } from '../../../clock';

/** How Engine.IO packets come and go. */
export interface Transport {
  /** false: it is closed, or too much waits. */
  send(packet: string): boolean;
  close(): void;
}

export interface TransportEvents {
  onPacket(text: string): void;
  onBytes(bytes: Buffer): void;
  /** What came was not as it has to be, and was read all the same. */
  onNote(note: string): void;
  /** A packet of the transport's own was sent. */
  onSaid(text: string): void;
  /** Long polling was left for a WebSocket. */
  onUpgraded(): void;
  /** Once: it is over. `code`: of the WebSocket, or of the HTTP answer. `hasBegun`: it had been let in. */
  onEnd(end: { readonly problem: Problem; readonly code: number | null; readonly hasBegun: boolean }): void;
}

export interface TransportCall {
  readonly dial: Dial;
  readonly clock: Clock;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly tls: TlsChoice;
}

export function webSocketTransport(
  { dial, url, headers, tls }: TransportCall,
  events: TransportEvents,
  onOpen: () => void = () => {},
): Transport {
  const address = url.href.replace(/^http/, 'ws');
  return dial.webSocket({
    url: address,
    headers,
    tls,
    onOpen,
    onMessage: (bytes, isBinary) => (isBinary ? events.onBytes(bytes) : events.onPacket(bytes.toString())),
    onClose(code, reason) {
      const hint = /no WebSocket frame/.test(reason)
        ? 'A server of Socket.IO 3 or 4 alone answers so to Engine.IO 3: let the version be found.'
        : '';
      const message = `The WebSocket was closed with ${code}${reason === '' ? '' : `: ${reason}`}`;
      const problem: Problem = {
        code: code === 1006 ? 'unreachable' : 'refused',
        message: message.replace(/\.?$/, '.'),
        hint,
      };
      events.onEnd({ problem, code, hasBegun: true });
    },
    onFailed: (problem, status) =>
      events.onEnd({ problem: withMeaning(problem, status), code: status, hasBegun: false }),
  });
}

/** What Engine.IO's own codes mean: `{"code":5,"message":"Unsupported protocol version"}`. */
export function withMeaning(problem: Problem, status: number | null): Problem {
  if (status !== 400 && status !== 403 && status !== 404) return problem;
  const code = /"code":\s*(\d)/.exec(problem.message)?.[1];
  const hint = code === undefined ? undefined : meanings[code];
  if (hint !== undefined) return { ...problem, hint };
  return status === 404
    ? { ...problem, hint: 'No Socket.IO answers at this path: compare host, port and path (/socket.io/).' }
    : problem;
}

const meanings: Readonly<Record<string, string>> = {
  0: 'The server has this transport switched off: choose the other one.',
  1: 'The server does not know the session: several workers without sticky sessions answer so; WebSocket needs none.',
  2: 'The server wants another HTTP method: is a proxy rewriting requests?',
  3: 'The server cannot read the request; laravel-swoole answers so to every POST: choose WebSocket.',
  4: 'The server does not let this client in (allowRequest, or its origin).',
  5: 'The server speaks Engine.IO 4 alone: choose that, or set allowEIO3 in the server.',
};
