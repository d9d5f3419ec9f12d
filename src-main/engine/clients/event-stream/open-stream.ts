import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, constants as zlib } from 'node:zlib';
import { limits } from '../../../contract/limits';
import type { Problem } from '../../../contract/problem';
import { toProblem } from '../../../contract/problem';
import type { ClientContext } from '../client-side';
import type { TlsChoice } from '../dial';
import { answeredProblem, dialProblem } from '../dial-problem';
import { beginningOf, follow } from '../follow';
import { EventStreamParser, type StreamBlock } from './parser';

export interface StreamCall {
  readonly url: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly tls: TlsChoice;
  /** Sent as Last-Event-ID; '' for none. */
  readonly lastEventId: string;
}

export interface StreamAnswer {
  /** After redirects. */
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly tookMs: number;
}

/** What one read of the socket held. */
export interface StreamRead {
  readonly blocks: readonly StreamBlock[];
  /** Counts from 1. */
  readonly number: number;
  /** Since the read before, or since the answer. */
  readonly waitMs: number;
}

export interface StreamListener {
  /** 200 and `text/event-stream`. */
  onOpen(answer: StreamAnswer): void;
  onRead(read: StreamRead): void;
  /** Once, after onOpen: the stream is over. `unfinished`: bytes of a block that has no end. null: it ended as it should. */
  onEnd(problem: Problem | null, unfinished: Buffer): void;
  /** Once, instead of onOpen. `status`: 0 if nothing answered. */
  onRefused(problem: Problem, status: number, headers: IncomingHttpHeaders): void;
}

const shownBytes = 2_048;

/** Opens an event stream and reads it to its end. `close` ends it silently. */
export function openEventStream(context: ClientContext, call: StreamCall, listener: StreamListener): { close(): void } {
  const abort = new AbortController();
  let response: IncomingMessage | null = null;
  let isOver = false;
  const once = (tell: () => void) => {
    if (isOver) return;
    isOver = true;
    tell();
  };
  const startedAtMs = context.clock.nowMs();
  const open = async () => {
    const found = await answered(context, call, abort.signal);
    response = found.response;
    if (isOver) return void response.destroy();
    const { statusCode: status = 0, headers } = response;
    const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    if (status !== 200 || type !== 'text/event-stream') {
      const problem = refusal(
        found.url,
        status,
        headers,
        await beginningOf(response, shownBytes, limits.dialTimeoutMs),
      );
      return once(() => listener.onRefused(problem, status, headers));
    }
    response.socket.setKeepAlive(true, 30_000);
    listener.onOpen({ url: found.url, status, headers, tookMs: context.clock.nowMs() - startedAtMs });
    read(context, found.url, response, call.lastEventId, {
      read: (one) => (isOver ? undefined : listener.onRead(one)),
      end: (problem, rest) => once(() => listener.onEnd(problem, rest)),
    });
  };
  void open().catch((error: unknown) => once(() => listener.onRefused(toProblem(error), 0, {})));
  return {
    close() {
      isOver = true;
      abort.abort();
      response?.destroy();
    },
  };
}

/** As an EventSource asks, redirects and all. */
function answered(
  { dial }: ClientContext,
  { url, method, body, tls, lastEventId, ...call }: StreamCall,
  signal: AbortSignal,
) {
  const headers = {
    accept: 'text/event-stream',
    'cache-control': 'no-store',
    ...lower(call.headers),
    ...(lastEventId === '' ? {} : { 'last-event-id': Buffer.from(lastEventId).toString('latin1') }),
  };
  return follow(dial, {
    url,
    headers,
    tls,
    signal,
    ...(method === undefined ? {} : { method }),
    ...(body === undefined ? {} : { body }),
  });
}

function lower(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

interface ReadSink {
  read(read: StreamRead): void;
  end(problem: Problem | null, unfinished: Buffer): void;
}

function read(
  context: ClientContext,
  url: string,
  response: IncomingMessage,
  lastEventId: string,
  sink: ReadSink,
): void {
  const parser = new EventStreamParser(limits.sessionFrameBytes, lastEventId);
  let lastAtMs = context.clock.nowMs();
  let number = 0;
  const end = (error: unknown) => {
    const problem = error === null ? null : broken(error, url);
    sink.end(problem, parser.end());
  };
  const source = inflated(response);
  source.on('data', (chunk: Buffer) => {
    const nowMs = context.clock.nowMs();
    number += 1;
    const blocks = parser.push(chunk);
    sink.read({ blocks, number, waitMs: nowMs - lastAtMs });
    lastAtMs = nowMs;
  });
  source.on('end', () => end(null));
  source.on('error', end);
  response.on('error', end);
  response.on('aborted', () => end(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })));
}

function broken(error: unknown, url: string): Problem {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!code.startsWith('Z_') && !code.startsWith('ERR__ERROR')) return dialProblem(error, url);
  const message = 'The stream is said to be compressed, but what comes cannot be decompressed.';
  return {
    code: 'refused',
    message,
    hint: 'A proxy compresses or cuts it: switch compression off for text/event-stream.',
  };
}

/** Servers and proxies should not compress event streams, and do. */
function inflated(response: IncomingMessage): Readable {
  const flush = { flush: zlib.Z_SYNC_FLUSH, finishFlush: zlib.Z_SYNC_FLUSH };
  switch (response.headers['content-encoding']?.toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return response.pipe(createGunzip(flush));
    case 'deflate':
      return response.pipe(createInflate(flush));
    case 'br':
      return response.pipe(createBrotliDecompress({ flush: zlib.BROTLI_OPERATION_FLUSH }));
    default:
      return response;
  }
}

function refusal(url: string, status: number, headers: IncomingHttpHeaders, body: string): Problem {
  if (status === 204) {
    const hint = 'An EventSource stops for good then. It is how a server says that there is nothing more.';
    return { code: 'refused', message: 'The server answered 204: it asks not to come back.', hint };
  }
  if (status !== 200) return answeredProblem(url, status, headers, body);
  const type = headers['content-type'] ?? 'none';
  const message = `${new URL(url).host} answered 200, but with the type ${type} instead of text/event-stream.`;
  const hint = /html/.test(type)
    ? 'A page answers there, perhaps a login: compare path and credentials.'
    : 'The server has to say Content-Type: text/event-stream; an EventSource takes nothing else.';
  return { code: 'refused', message, hint };
}
