import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import WebSocket from 'ws';
import { closeWords } from '../../contract/close-words';
import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import { answeredProblem, dialProblem } from './dial-problem';

/** What of TLS a profile may decide. */
export interface TlsChoice {
  /** false: any certificate is taken. */
  readonly isVerified: boolean;
  /** Path of a PEM file with authorities that are trusted as well; '' for none. */
  readonly authorityFile: string;
}

export interface WebSocketCall {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly protocols?: readonly string[];
  readonly tls?: TlsChoice;
  /** permessage-deflate is offered. */
  readonly offersDeflate?: boolean;
  onOpen(answer: { readonly protocol: string; readonly extensions: string; readonly headers: Headers }): void;
  onMessage(bytes: Buffer, isBinary: boolean): void;
  onPing?(bytes: Buffer): void;
  onPong?(bytes: Buffer): void;
  /** Once, after onOpen. */
  onClose(code: number, reason: string): void;
  /** Once, instead of onOpen: nothing answered, or not with a WebSocket. `status`: of the HTTP answer, null if none. */
  onFailed(problem: Problem, status: number | null): void;
}

type Headers = IncomingMessage['headers'];

export interface DialledSocket {
  /** false: what is not sent yet is over limits.sessionUnsentBytes, or the socket is not open. */
  send(data: string | Uint8Array): boolean;
  ping(data?: Uint8Array): void;
  close(code?: number, reason?: string): void;
  /** At once, without a close frame. */
  terminate(): void;
  /** Bytes as they went over the wire, heads of frames included, both ways. */
  readonly wireBytes: { readonly up: number; readonly down: number };
}

export interface HttpCall {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly tls?: TlsChoice;
  /** Until the head of the answer; limits.dialTimeoutMs if absent. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** The one place that opens sockets towards other servers. */
export interface Dial {
  /** Never throws: what is wrong with the address is told by onFailed. */
  webSocket(call: WebSocketCall): DialledSocket;
  /** The head of the answer; its body is a stream. Rejects with a ProblemError 'unreachable' or 'bad-input'. */
  http(call: HttpCall): Promise<IncomingMessage>;
  /** As `http`, with the whole body, cut at limits.bodyBytes. */
  fetch(call: HttpCall): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Buffer }>;
  /** For libraries that open their sockets themselves. Throws a ProblemError 'bad-input' for a file that cannot be read. */
  tls(choice: TlsChoice | undefined): ConnectionOptions;
}

export function createDial(): Dial {
  return { webSocket, http, fetch: fetchWhole, tls };
}

function tls(choice: TlsChoice | undefined): ConnectionOptions {
  if (choice === undefined) return {};
  const { isVerified, authorityFile } = choice;
  return {
    rejectUnauthorized: isVerified,
    ...(authorityFile === '' ? {} : { ca: readAuthority(authorityFile) }),
  };
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const message = `The file of trusted authorities ${file} cannot be read: ${(error as Error).message}.`;
    throw new ProblemError(
      'bad-input',
      message,
      'Name a PEM file, such as rootCA.pem in the folder mkcert -CAROOT prints.',
    );
  }
}

function webSocket(call: WebSocketCall): DialledSocket {
  let socket: WebSocket;
  try {
    socket = new WebSocket(call.url, [...(call.protocols ?? [])], {
      headers: { ...call.headers },
      handshakeTimeout: limits.dialTimeoutMs,
      maxPayload: limits.sessionFrameBytes,
      perMessageDeflate: call.offersDeflate === true,
      followRedirects: false,
      ...tls(call.tls),
    });
  } catch (error) {
    queueMicrotask(() => call.onFailed(dialProblem(error, call.url), null));
    return deadSocket;
  }
  let isOpen = false;
  let isOver = false;
  const fail = (problem: Problem, status: number | null) => {
    if (isOver) return;
    isOver = true;
    call.onFailed(problem, status);
  };
  socket.on('unexpected-response', (_request, response) => {
    const status = response.statusCode ?? 0;
    readSome(response, (text) => {
      fail(answeredProblem(call.url, status, response.headers, text), status);
      socket.terminate();
    });
  });
  socket.on('upgrade', (response) => {
    socket.once('open', () => {
      isOpen = true;
      call.onOpen({ protocol: socket.protocol, extensions: socket.extensions, headers: response.headers });
    });
  });
  socket.on('message', (data, isBinary) => call.onMessage(data as Buffer, isBinary));
  socket.on('ping', (data) => call.onPing?.(data));
  socket.on('pong', (data) => call.onPong?.(data));
  socket.on('error', (error) => {
    // Once open a close always follows, and says what there is to say.
    if (!isOpen) fail(dialProblem(error, call.url), null);
  });
  socket.on('close', (code, reason) => {
    if (!isOpen || isOver) return;
    isOver = true;
    call.onClose(code, reason.toString() || closeWords(code));
  });
  return {
    send(data) {
      if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > limits.sessionUnsentBytes) return false;
      socket.send(data);
      return true;
    },
    ping: (data) => {
      if (socket.readyState === WebSocket.OPEN) socket.ping(data);
    },
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    get wireBytes() {
      const raw = (socket as unknown as { _socket?: { bytesWritten: number; bytesRead: number } })._socket;
      return { up: raw?.bytesWritten ?? 0, down: raw?.bytesRead ?? 0 };
    },
  };
}

const deadSocket: DialledSocket = {
  send: () => false,
  ping: () => {},
  close: () => {},
  terminate: () => {},
  wireBytes: { up: 0, down: 0 },
};

async function http(call: HttpCall): Promise<IncomingMessage> {
  const { url, method = 'GET', headers = {}, body, signal, timeoutMs = limits.dialTimeoutMs } = call;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      clearTimeout(patience);
      const { code, message, hint } = dialProblem(error, url);
      reject(new ProblemError(code, message, hint));
    };
    let patience: NodeJS.Timeout | undefined;
    try {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const request = send(url, { method, headers: { ...length, ...headers }, signal, agent: false, ...tls(call.tls) });
      patience = setTimeout(() => request.destroy(Object.assign(new Error(), { code: 'ETIMEDOUT' })), timeoutMs);
      request.on('error', fail);
      request.on('response', (response) => {
        clearTimeout(patience);
        resolve(response);
      });
      request.end(body);
    } catch (error) {
      fail(error);
    }
  });
}

async function fetchWhole(call: HttpCall): Promise<{ status: number; headers: Headers; body: Buffer }> {
  const response = await http(call);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > limits.bodyBytes) break;
    }
  } catch (error) {
    const { code, message, hint } = dialProblem(error, call.url);
    throw new ProblemError(code, message, hint);
  }
  const body = Buffer.concat(chunks).subarray(0, limits.bodyBytes);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

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
