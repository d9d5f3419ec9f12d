import type { Socket } from 'node:net';

const tlsHandshake = 0x16;

export interface FirstByteOptions {
  /** How long a peer may say nothing, ms. */
  readonly patienceMs: number;
  plain(socket: Socket): void;
  secure(socket: Socket): void;
  /** Said nothing for so long. */
  silent(socket: Socket): void;
}

/**
 * Decides by the first byte of a connection who is to answer it: a TLS handshake begins with 0x16 (RFC 8446, 5.1), a request
 * with a letter. What was read is put back, so that whoever answers reads from the start. Gives the connections that have
 * said nothing yet.
 */
export function sortByFirstByte(options: FirstByteOptions): {
  take(socket: Socket): void;
  readonly waiting: ReadonlySet<Socket>;
} {
  const waiting = new Set<Socket>();
  // One set of functions for all connections: an app server may open one for each publish.
  function onData(this: Socket, bytes: Buffer): void {
    leave(this);
    this.pause();
    this.unshift(bytes);
    if (bytes[0] === tlsHandshake) {
      options.secure(this);
    } else {
      options.plain(this);
      this.resume();
    }
  }
  function onTimeout(this: Socket): void {
    leave(this);
    options.silent(this);
  }
  function onEnd(this: Socket): void {
    leave(this);
    this.destroy();
  }
  function onClose(this: Socket): void {
    waiting.delete(this);
  }
  const leave = (socket: Socket): void => {
    waiting.delete(socket);
    socket.removeListener('data', onData);
    socket.removeListener('timeout', onTimeout);
    socket.removeListener('end', onEnd);
    socket.setTimeout(0);
  };
  const take = (socket: Socket): void => {
    waiting.add(socket);
    // These two stay: of whom they are told later is gone anyway.
    socket.on('error', onEnd);
    socket.on('close', onClose);
    socket.on('end', onEnd);
    socket.on('timeout', onTimeout);
    socket.setTimeout(options.patienceMs);
    socket.on('data', onData);
  };
  return { take, waiting };
}
