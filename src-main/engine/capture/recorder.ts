import type { Direction, EntryAction, EntryDetail, EntryKind } from '../../contract/entry';
import type { ConnectionId, Seq } from '../../contract/ids';

/**
 * What a part of the engine hands over to be recorded. Missing fields are empty. `body` is copied
 * during the call, so the caller may reuse its buffer afterwards.
 *
 * What the store derives from entries, so that there is one truth:
 * - connection/open with detail ConnectionDetail makes the connection known; connection/close ends it and its subscriptions;
 * - subscribe/subscribe and subscribe/unsubscribe open and close the interval (connection, channel) receipts are worked out from.
 */
export interface EntryInput {
  readonly kind: EntryKind;
  readonly action?: EntryAction;
  readonly direction?: Direction;
  readonly protocol: string;
  /** Id of the profile whose session saw it. Absent: the hub. */
  readonly source?: string;
  readonly app?: string;
  readonly connection?: ConnectionId;
  readonly channel?: string;
  readonly event?: string;
  readonly cause?: Seq;
  readonly matched?: number;
  readonly excluded?: ConnectionId;
  readonly code?: number;
  readonly body?: Uint8Array;
  readonly detail?: EntryDetail;
  /** Only where words are known better than the store can work out from the body; at most 200 characters. */
  readonly summary?: string;
}

/** Detail of connection/open. */
export type ConnectionDetail = {
  readonly socketId: string;
  readonly origin: string;
  readonly userAgent: string;
  readonly remoteAddress: string;
  readonly listener: string;
  /** Client library and version as told in the query, protocol version: '' if not told. */
  readonly library: string;
};

/** Detail of connection/close: what receipts need once the connection is gone. */
export type CloseDetail = {
  readonly reason: string;
  /** Seq of the last entry whose bytes went to the socket. */
  readonly lastWrittenSeq: Seq;
  readonly unsentBytes: number;
  readonly livedMs: number;
};

/** Constant time, never throws, never waits. Returns the seq even if the entry could not be kept (a Gap follows). */
export interface Recorder {
  record(entry: EntryInput): Seq;
}

/** Told of every entry of the hub as it is numbered, whether it is kept or not. Constant time, never throws. */
export interface EntryObserver {
  take(entry: EntryInput, atMs: number): void;
}
