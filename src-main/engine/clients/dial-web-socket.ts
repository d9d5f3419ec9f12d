import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import WebSocket from 'ws';
import { closeWords } from '../../contract/close-words';
import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import type { DialledSocket, WebSocketCall } from './dial';
import { answeredProblem, dialProblem } from './dial-problem';
import { dialTls } from './dial-tls';
import { FrameMeter } from './frame-meter';
import { brokenFrame, handshakeProblem } from './handshake-problem';

/** Dials a WebSocket. Never throws. */
export function dialWebSocket(call: WebSocketCall): DialledSocket {
  let socket: WebSocket;
  try {
    socket = new WebSocket(call.url, [...(call.protocols ?? [])], {
      headers: { ...call.headers },
      handshakeTimeout: limits.dialTimeoutMs,
      maxPayload: limits.sessionFrameBytes,
      perMessageDeflate: call.offersDeflate === true,
      followRedirects: false,
      ...dialTls(call.tls),
    });
  } catch (error) {
    queueMicrotask(() => call.onFailed(dialProblem(error, call.url), null, {}));
    return deadSocket;
  }
  return new Dialled(socket, call);
}

class Dialled implements DialledSocket {
  private readonly meter = new FrameMeter();
  private answer: IncomingHttpHeaders = {};
  private raw: Socket | null = null;
  private isOver = false;

  constructor(
    private readonly socket: WebSocket,
    private readonly call: WebSocketCall,
  ) {
    socket.on('unexpected-response', (_request, response) => {
      const status = response.statusCode ?? 0;
      readSome(response, (text) => {
        this.failed(answeredProblem(call.url, status, response.headers, text), status, response.headers);
        socket.terminate();
      });
    });
    socket.on('upgrade', ({ headers }) => {
      this.answer = headers;
    });
    // Before the library's own listener hears anything, so that the size of a message is known when it is told.
    socket.once('open', () => this.opened());
    socket.on('message', (data, isBinary) => call.onMessage(data as Buffer, isBinary, this.meter.next()));
    socket.on('ping', (data) => call.onPing?.(data));
    socket.on('pong', (data) => call.onPong?.(data));
    socket.on('error', (error) => {
      if (this.raw === null) this.failed(handshakeProblem(error, call, this.answer), null, this.answer);
      else this.broke(error);
    });
    socket.on('close', (code, reason) => {
      if (this.raw !== null) this.closed(code, reason.toString() || closeWords(code), false);
    });
  }

  send(data: string | Uint8Array): boolean {
    const { socket } = this;
    if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > limits.sessionUnsentBytes) return false;
    socket.send(data);
    return true;
  }

  ping(data?: Uint8Array): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.ping(data);
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason);
  }

  terminate(): void {
    this.socket.terminate();
  }

  get wireBytes() {
    return { up: this.raw?.bytesWritten ?? 0, down: this.raw?.bytesRead ?? 0 };
  }

  private opened(): void {
    const { socket, call } = this;
    const raw = (socket as unknown as { _socket: Socket })._socket;
    this.raw = raw;
    raw.prependListener('data', (chunk: Buffer) => this.meter.take(chunk));
    call.onOpen({ protocol: socket.protocol, extensions: socket.extensions, headers: this.answer });
  }

  /** The library has written a close frame; a server that sends no frames need not answer it. */
  private broke(error: Error): void {
    const { code, words } = brokenFrame(error);
    setTimeout(() => this.socket.terminate(), goodbyeMs).unref();
    this.closed(code, words, true);
  }

  private closed(code: number, reason: string, isFault: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.call.onClose(code, reason, isFault);
  }

  private failed(problem: Problem, status: number | null, headers: IncomingHttpHeaders): void {
    if (this.isOver) return;
    this.isOver = true;
    this.call.onFailed(problem, status, headers);
  }
}

const deadSocket: DialledSocket = {
  send: () => false,
  ping: () => {},
  close: () => {},
  terminate: () => {},
  wireBytes: { up: 0, down: 0 },
};

/** For the close frame to leave, ms. */
const goodbyeMs = 1_000;

const shownBytes = 2_048;

/** The beginning of what an HTTP server said instead; told once. */
function readSome(response: IncomingMessage, tell: (text: string) => void): void {
  let text = '';
  const done = () => {
    response.removeAllListeners();
    response.on('error', () => {});
    tell(text);
  };
  response.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (text.length >= shownBytes) done();
  });
  response.on('end', done);
  response.on('error', done);
  response.on('close', done);
}
