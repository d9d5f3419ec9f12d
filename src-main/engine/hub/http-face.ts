import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';
import { guardRequest, recordMistake } from './guard-request';
import { replyRaw } from './http-reply';
import { serveWithoutOffer } from './ignored-upgrade';

/** What answers the requests of a listener. */
export interface RequestHandler {
  request(request: IncomingMessage, response: ServerResponse, listener: string): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void;
}

const keepAliveMs = 60_000;
const checkMs = 5_000;

/** One HTTP server of the hub: bounded heads and times, and an answer to whatever comes. `listener` gives its URL. */
export function createHttpFace(handler: RequestHandler, recorder: Recorder, listener: () => string): Server {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    requestTimeout: limits.requestTimeoutMs,
    headersTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: checkMs,
  });
  server.on('request', (request, response) => {
    guardRequest(recorder, request, response, () => handler.request(request, response, listener()));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener an error of this socket would end the process; until `ws` takes over nobody else listens.
    socket.on('error', () => socket.destroy());
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      recordAndServe(server, recorder, request, socket, head);
      return;
    }
    try {
      handler.upgrade(request, socket, head, listener());
    } catch (error) {
      recordMistake(recorder, request, error);
      socket.destroy();
    }
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy());
    recordRefusal(recorder, 405, `CONNECT ${request.url ?? ''}: the hub is no proxy.`);
    replyRaw(socket, 405, 'The hub is no proxy.');
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => refuseBytes(recorder, error, socket));
  return server;
}

function recordAndServe(
  server: Server,
  recorder: Recorder,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  if (!serveWithoutOffer(server, request, socket, head)) {
    const sentence = 'A request with a body in chunks cannot ask for an upgrade.';
    recordRefusal(recorder, 400, sentence);
    replyRaw(socket, 400, sentence);
  }
}

function refuseBytes(recorder: Recorder, error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, sentence } = clientErrorWords(error.code ?? '');
  recordRefusal(recorder, status, sentence, error.message);
  replyRaw(socket, status, sentence);
}

function clientErrorWords(code: string): { status: number; sentence: string } {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return { status: 431, sentence: `The head of the request is longer than ${limits.headerBytes} bytes.` };
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, sentence: `No whole request came within ${limits.requestTimeoutMs / 1000} s.` };
  }
  return { status: 400, sentence: 'These bytes are no HTTP request.' };
}

function recordRefusal(recorder: Recorder, code: number, reason: string, raw = ''): void {
  recorder.record({
    kind: 'refused',
    action: 'request',
    direction: 'up',
    protocol: '',
    code,
    detail: { reason, hint: 'Is this a plain ws:// or http:// client? The hub speaks no TLS on this port.', raw },
    summary: reason,
  });
}
