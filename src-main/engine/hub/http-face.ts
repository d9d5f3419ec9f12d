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

/** Times of the HTTP server, in ms. */
export interface HttpTimes {
  /** A whole request has to come within this time. */
  readonly requestMs: number;
  /** A connection without requests is kept for. */
  readonly keepAliveMs: number;
  /** How often these are looked after. */
  readonly checkMs: number;
}

const usualTimes: HttpTimes = { requestMs: limits.requestTimeoutMs, keepAliveMs: 60_000, checkMs: 5_000 };

/** One HTTP server of the hub: bounded heads and times, and an answer to whatever comes. `listener` gives its URL. */
export function createHttpFace(
  handler: RequestHandler,
  recorder: Recorder,
  listener: () => string,
  { requestMs, keepAliveMs, checkMs } = usualTimes,
): Server {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    requestTimeout: requestMs,
    headersTimeout: requestMs,
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
    recordRefusal(recorder, 405, 'The hub is no proxy.', `It was asked to connect to ${request.url ?? ''}.`);
    replyRaw(socket, 405, 'The hub is no proxy.');
  });
  server.on('clientError', (error: ClientError, socket: Duplex) => refuseBytes(recorder, error, socket));
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
    recordRefusal(recorder, 400, sentence, 'Send the body with a Content-Length, or without Upgrade.');
    replyRaw(socket, 400, sentence);
  }
}

interface ClientError extends NodeJS.ErrnoException {
  /** What the parser was given, if that is what failed. */
  readonly rawPacket?: Buffer;
}

interface Complaint {
  readonly status: number;
  readonly sentence: string;
  readonly hint: string;
}

const shownBytes = 256;

function refuseBytes(recorder: Recorder, error: ClientError, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, sentence, hint } = complaintOf(error);
  recordRefusal(recorder, status, sentence, hint, error.rawPacket?.subarray(0, shownBytes));
  replyRaw(socket, status, sentence);
}

function complaintOf(error: ClientError): Complaint {
  if (error.code === 'HPE_HEADER_OVERFLOW') {
    const sentence = `The head of the request is longer than ${limits.headerBytes} bytes.`;
    return {
      status: 431,
      sentence,
      hint: 'Cookies of other local sites are sent to every port of a host; clear them.',
    };
  }
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    const sentence = `No whole request came within ${limits.requestTimeoutMs / 1000} s.`;
    return { status: 408, sentence, hint: 'Something connected and then said nothing, or not enough.' };
  }
  const isTls = error.rawPacket?.[0] === tlsHandshake && error.rawPacket[1] === tlsMajor;
  return isTls
    ? {
        status: 400,
        sentence: 'This port takes plain ws:// and http://, and was asked for TLS.',
        hint: 'In the page set forceTLS: false (VITE_PUSHER_SCHEME=http), in the SDK scheme http.',
      }
    : { status: 400, sentence: 'These bytes are no HTTP request.', hint: 'Is this a ws:// or http:// client?' };
}

const tlsHandshake = 0x16;
const tlsMajor = 0x03;

function recordRefusal(recorder: Recorder, code: number, reason: string, hint: string, body?: Buffer): void {
  recorder.record({
    kind: 'refused',
    action: 'request',
    direction: 'up',
    protocol: '',
    code,
    body,
    detail: { reason, hint },
    summary: `Refused: ${reason}`,
  });
}
