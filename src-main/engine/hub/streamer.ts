import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConnectionId } from '../../contract/ids';
import type { AcceptorOptions } from './acceptor';
import { wrap } from './acceptor';
import type { HubConnection } from './connection';
import { StreamWire } from './stream-wire';

/** A request that is to be answered with a stream. */
export interface StreamRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** URL of the listener it came in by. */
  readonly listener: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
}

export type Streamer = (asked: StreamRequest, id: ConnectionId, protocol: string) => HubConnection;

/** Answers requests with streams, and wraps each peer as a connection. */
export function createStreamer(options: AcceptorOptions): Streamer {
  return ({ request, response, listener, headers }, id, protocol) =>
    wrap(options, new StreamWire(request, response, 200, headers), { request, listener }, id, protocol);
}
