import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AppSettings } from '../../contract/app';
import type { FaceSettings } from '../../contract/faces';
import type { Recorder } from '../capture/recorder';
import type { Dial } from '../clients/dial';
import type { Clock } from '../clock';
import type { Audience, SharedMessage } from '../protocols/protocol-module';
import type { AppDirectory } from './apps';
import type { HubConnection } from './connection';
import type { EncodedFrame, OutgoingFrame } from './frame';
import type { RateCounter } from './rate-counter';
import type { Team } from './team';
import type { Wire } from './wire';

/** A number in [0, 1), as Math.random gives it. */
export type Random = () => number;

/** A WebSocket handshake as it came. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  /** URL of the listener it came in by. */
  readonly listener: string;
}

/** Texts a protocol leaves for the next run of the hub. */
export interface KeptTexts {
  /** What the run before left under a name, once. */
  take(name: string): readonly string[];
  /** Takes the place of what was left under that name. */
  keep(name: string, texts: readonly string[]): void;
}

export const keepsNothing: KeptTexts = { take: () => [], keep: () => {} };

/** What the hub hands a protocol. */
export interface HubContext {
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: Random;
  readonly apps: AppDirectory;
  /** Which other servers the hub also answers as. */
  readonly faces: FaceSettings;
  readonly kept: KeptTexts;
  /** Messages in and out, all protocols together. */
  readonly traffic: RateCounter;
  readonly http: HttpContext;
  /** Those who listen to the same apps by other protocols. */
  readonly others: OtherListeners;
  /** Towards other servers. */
  readonly dial: Dial;
  /** Hubs that are one with this one; null where it stands alone. */
  readonly team: Team | null;
  /**
   * Answers the handshake. null if it was no valid one (that has then been answered and recorded). The protocol attaches
   * its receiver at once and records the connection/open entry; the close entry is the hub's.
   */
  accept(upgrade: Upgrade): HubConnection | null;
  /** As `accept`, for a peer that only gets the handshake to be told why it is refused: no id, no open or close entry. */
  acceptToRefuse(upgrade: Upgrade): HubConnection | null;
  /**
   * Answers a request with 200, these headers (names and values in turn) and a stream that goes on. As with `accept` the
   * protocol attaches its receiver at once and records the connection/open entry; frames for it are bare bytes.
   */
  stream(
    request: IncomingMessage,
    response: ServerResponse,
    listener: string,
    headers: readonly string[],
  ): HubConnection;
  /** Answers the handshake, and makes no connection of it. null as with `accept`. */
  shake(upgrade: Upgrade): Wire | null;
  /** A connection over a wire of the protocol's own, which came with this request. As with `accept`. */
  adopt(wire: Wire, request: IncomingMessage, listener: string): HubConnection;
  /** A text as a WebSocket frame, encoded once for all who get it. */
  encodeText(text: string): EncodedFrame;
  /** A message as a WebSocket frame of the kind it came in; copied. */
  encodeMessage(payload: Uint8Array, isBinary: boolean): EncodedFrame;
  /** A ping of the WebSocket itself; its payload, at most 125 bytes, comes back in the pong. */
  encodePing(payload: Uint8Array): EncodedFrame;
  /** Queues one frame for many connections, in order; `except` gets none. */
  sendToAll(connections: readonly HubConnection[], frame: OutgoingFrame, except: HubConnection | null): void;
  /** A new counter, for a channel. */
  rate(): RateCounter;
  /** A request told the id of an app that was made from a page's key: it is the app's id from now on. */
  learnAppId(app: AppSettings, id: string): void;
  /** Connections or channels changed. */
  changed(): void;
}

/** What the other protocols of the hub do with what this one publishes. */
export interface OtherListeners {
  /** Who listens to a channel, as Pusher names it; `socketId` names one to leave out. Empty if nobody does. */
  listening(app: string, channel: string, socketId: string): readonly Audience[];
  /** Hands it to them; it is part of the publish that is recorded already. */
  deliver(message: SharedMessage): void;
}

/** What a protocol needs to answer HTTP. */
export interface HttpContext {
  /** Path of a request, without query. */
  path(request: IncomingMessage): string;
  /**
   * Reads a body of at most limits.requestBytes; null if it is longer. What `done` throws is answered with 500 and
   * recorded. Not told of a request that its sender gave up.
   */
  readBody(request: IncomingMessage, response: ServerResponse, done: (body: Buffer | null) => void): void;
  json(response: ServerResponse, status: number, body: string): void;
  /** A short text, answered with the others of its turn, as `json` is. */
  answerText(response: ServerResponse, status: number, body: string): void;
  /** Does something that takes its time. What it rejects with is answered with 500 and recorded. */
  guard(request: IncomingMessage, response: ServerResponse, act: () => Promise<void>): void;
  /** `headers` are names and values in turn. */
  text(response: ServerResponse, status: number, sentence: string, headers?: readonly string[]): void;
  /** Refuses a handshake. */
  refuse(upgrade: Upgrade, status: number, sentence: string): void;
}
