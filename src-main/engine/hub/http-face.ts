import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';
import { sortByFirstByte } from './first-byte';
import { guardRequest, recordMistake } from './guard-request';
import { replyRaw } from './http-reply';
import { serveWithoutOffer } from './ignored-upgrade';
import { createTlsFace, type HubTls } from './tls-face';

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

/** One HTTP server of the hub. */
export interface HttpFace {
  readonly server: Server;
  /** Ends all connections that are not WebSockets, those that have not said yet what they are among them. */
  endAll(): void;
}

export interface HttpFaceOptions {
  readonly handler: RequestHandler;
  readonly recorder: Recorder;
  /** Gives the URL of the listener. */
  readonly listener: () => string;
  /** What TLS is answered with, on the same port. null: not at all. */
  readonly tls: HubTls | null;
  readonly times?: HttpTimes;
}

/** An HTTP server with bounded heads and times, and an answer to whatever comes. */
export function createHttpFace({ handler, recorder, listener, tls, times = usualTimes }: HttpFaceOptions): HttpFace {
  const server = createServer({
    maxHeaderSize: limits.headerBytes,
    requestTimeout: times.requestMs,
    headersTimeout: times.requestMs,
    keepAliveTimeout: times.keepAliveMs,
    connectionsCheckingInterval: times.checkMs,
  });
  const urlFor = (socket: Duplex) =>
    (socket as TLSSocket).encrypted === true ? listener().replace(/^http:/, 'https:') : listener();
  server.on('request', (request, response) => {
    guardRequest(recorder, request, response, () => handler.request(request, response, urlFor(request.socket)));
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Without a listener an error of this socket would end the process; until `ws` takes over nobody else listens.
    socket.on('error', () => socket.destroy());
    if (request.headers.upgrade?.toLowerCase() !== 'websocket') {
      recordAndServe(server, recorder, request, socket, head);
      return;
    }
    try {
      handler.upgrade(request, socket, head, urlFor(socket));
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
  return {
    server,
    endAll: tls === null ? () => server.closeAllConnections() : answerTls(server, tls, recorder, times),
  };
}

/**
 * Puts the choice between TLS and plain HTTP in front of a server. Both are served by the server itself, so that its times
 * and its end hold for both. What ends all connections.
 */
function answerTls(server: Server, tls: HubTls, recorder: Recorder, { requestMs }: HttpTimes): () => void {
  const [serveHttp] = server.listeners('connection') as [(this: Server, socket: Duplex) => void];
  const plain = (socket: Duplex) => serveHttp.call(server, socket);
  const face = createTlsFace(tls, recorder, plain);
  const { take, waiting } = sortByFirstByte({
    patienceMs: requestMs,
    plain,
    secure: (socket) => face.take(socket),
    silent: (socket) => refuseBytes(recorder, { code: 'ERR_HTTP_REQUEST_TIMEOUT' } as ClientError, socket),
  });
  server.removeAllListeners('connection');
  server.on('connection', take);
  return () => {
    for (const socket of waiting) socket.destroy();
    face.end();
    server.closeAllConnections();
  };
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
