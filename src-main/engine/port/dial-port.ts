import { WebSocket } from 'ws';
import type { Port } from '../../contract/port';
import { ProblemError } from '../../contract/problem';
import { createWebSocketPort } from './websocket-port';

const patienceMs = 5_000;

/** A port to an engine in another process, as its lock file tells. Rejects with a ProblemError 'engine-gone'. */
export function dialPort({ address, token }: { readonly address: string; readonly token: string }): Promise<Port> {
  const url = new URL('/port', address.replace(/^http/, 'ws'));
  const socket = new WebSocket(url, {
    headers: { authorization: `Bearer ${token}` },
    handshakeTimeout: patienceMs,
    perMessageDeflate: false,
  });
  // Made at once: what the engine says first must not be missed.
  const port = createWebSocketPort(socket);
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(port));
    socket.once('error', ({ message }) => {
      reject(new ProblemError('engine-gone', `The engine at ${address} does not answer: ${message}.`));
    });
  });
}

/**
 * Makes two ports one: what comes in at either goes out at the other, and both end together. `onEnd` is told once, with
 * the one that ended first.
 */
export function joinPorts(left: Port, right: Port, onEnd: (first: Port) => void): void {
  let isOver = false;
  const join = (from: Port, to: Port) => {
    from.onMessage((message) => to.post(message));
    from.onClose(() => {
      if (isOver) return;
      isOver = true;
      to.close();
      onEnd(from);
    });
  };
  join(left, right);
  join(right, left);
}
