import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ConnectionOptions } from 'node:tls';
import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import { asError, ProblemError } from '../../contract/problem';
import { dialProblem } from './dial-problem';
import { dialTls } from './dial-tls';
import { dialWebSocket } from './dial-web-socket';
import type { MessageWire } from './frame-meter';

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
  onMessage(bytes: Buffer, isBinary: boolean, wire: MessageWire): void;
  onPing?(bytes: Buffer): void;
  onPong?(bytes: Buffer): void;
  /** Once, after onOpen. `isFault`: we ended it, since what came was no WebSocket frame or too large; `reason` says which. */
  onClose(code: number, reason: string, isFault: boolean): void;
  /** Once, instead of onOpen: nothing answered, or not with a WebSocket. `status`, `headers`: of the HTTP answer, null and none if there was none. */
  onFailed(problem: Problem, status: number | null, headers: Headers): void;
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
  /** As `http`, with the whole body; one over limits.bodyBytes, or that takes longer than its head may, is a ProblemError. */
  fetch(call: HttpCall): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Buffer }>;
  /** For libraries that open their sockets themselves. Throws a ProblemError 'bad-input' for a file that cannot be read. */
  tls(choice: TlsChoice | undefined): ConnectionOptions;
}

export function createDial(): Dial {
  return { webSocket: dialWebSocket, http, fetch: fetchWhole, tls: dialTls };
}

async function http(call: HttpCall): Promise<IncomingMessage> {
  const { url, method = 'GET', headers = {}, body, signal, timeoutMs = limits.dialTimeoutMs } = call;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      clearTimeout(patience);
      reject(asError(dialProblem(error, url)));
    };
    let patience: NodeJS.Timeout | undefined;
    try {
      const send = url.startsWith('https:') ? httpsRequest : httpRequest;
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const request = send(url, {
        method,
        headers: { ...length, ...headers },
        signal,
        agent: false,
        ...dialTls(call.tls),
      });
      patience = setTimeout(() => request.destroy(timedOut()), timeoutMs);
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
  const { timeoutMs = limits.dialTimeoutMs } = call;
  // A head that came says nothing of its body.
  const patience = setTimeout(() => response.destroy(timedOut()), timeoutMs);
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes > limits.bodyBytes) throw tooLong(call.url);
    }
  } catch (error) {
    throw asError(dialProblem(error, call.url));
  } finally {
    clearTimeout(patience);
  }
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) };
}

function timedOut(): Error {
  return Object.assign(new Error('No answer in time'), { code: 'ETIMEDOUT' });
}

function tooLong(url: string): ProblemError {
  const { host } = new URL(url);
  const message = `${host} answered with more than ${limits.bodyBytes.toLocaleString('en')} bytes.`;
  return new ProblemError('refused', message, 'That is no answer of such a server: compare the path.');
}
