import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Wire, WireListener } from './wire';

/**
 * An answer that goes on until either side ends it, as server-sent events have it. It is neither counted nor cut into
 * chunks: the end of the connection is its end. So receivers share the very bytes, and HTTP/1.0 proxies can pass it on.
 */
export class StreamWire implements Wire {
  readonly socket: Socket;
  private isEnding = false;

  constructor(request: IncomingMessage, response: ServerResponse, status: number, headers: readonly string[]) {
    this.socket = request.socket;
    response.useChunkedEncodingByDefault = false;
    response.writeHead(status, [...headers, 'Connection', 'close']);
    response.flushHeaders();
    // A stream is quiet for long, and its events are not to wait for more of them.
    this.socket.setNoDelay(true);
  }

  get isOpen(): boolean {
    return !this.isEnding && this.socket.writable;
  }

  attach(listener: WireListener): void {
    let fault = '';
    this.socket.on('error', (error) => {
      fault = error.message;
    });
    this.socket.on('close', () => listener.onClosed(0, fault));
    if (this.socket.destroyed) {
      setImmediate(() => listener.onClosed(0, 'It was gone before it was answered.'));
    }
  }

  finish(): void {
    this.isEnding = true;
    this.socket.destroySoon();
  }

  terminate(): void {
    this.socket.destroy();
  }
}
