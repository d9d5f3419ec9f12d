import type { EntryBody } from '../../contract/entry';
import type { ConnectionId, RunId, Seq, ViewId } from '../../contract/ids';
import type { KindCounts } from '../../contract/kind-counts';
import type { Changes } from '../../contract/note';
import type { Problem } from '../../contract/problem';
import type { CaptureUse } from '../../contract/settings';
import type { Previous, Twin } from '../../contract/twins';
import type { Bodies, LoadedPage, Place, ViewLook, ViewOpen, ViewState, Window } from '../../contract/view';
import type { Nearby } from './nearby-entries';
import type { BatchBuffers, PackedBatch } from './packed-batch';
import type { Retention } from './worker-messages';

/** What the writer knew when the store was opened: where numbering goes on, and whether the last run ended cleanly. */
export interface StoreOpened {
  readonly lastSeq: Seq;
  readonly lastConnection: ConnectionId;
  /** True if the last engine on this folder did not close the store: up to 250 ms of entries are missing. */
  readonly crashed: boolean;
  /** Time of the newest stored entry, 0 if none. */
  readonly lastAtMs: number;
  /** Problems met while opening (a damaged file set aside). */
  readonly problems: readonly Problem[];
}

/** Entries that were given a seq and not kept. */
export interface EntryLoss {
  readonly count: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** A sentence. */
  readonly reason: string;
}

/** A connection as stored, with what a receipt needs. */
export interface StoredConnection {
  readonly id: ConnectionId;
  readonly protocol: string;
  readonly app: string;
  readonly socketId: string;
  readonly origin: string;
  readonly userAgent: string;
  readonly openedSeq: Seq;
  /** null while it is open. With lastWrittenSeq null it is where the capture ended when the engine died. */
  readonly closedSeq: Seq | null;
  /** From connection/close; null while open. */
  readonly lastWrittenSeq: Seq | null;
  readonly unsentBytes: number;
  /** User id given with this subscription or sign-in, '' if none. */
  readonly user: string;
  /** What its token grants, as its protocol writes it; '' for nothing. */
  readonly rights: string;
}

/** Who was subscribed to a channel when entry `seq` was recorded. */
export interface SubscriptionsAt {
  readonly channel: string;
  readonly connections: readonly StoredConnection[];
}

/** A capture that can be looked at, with or without an engine writing to it. Every method answers from the reader. */
export interface CaptureReader {
  /** Throws a ProblemError 'store-failed' if the reader is gone. */
  openView(filter: string, after: Seq, look?: ViewLook): Promise<ViewOpen>;
  closeView(viewId: ViewId): void;
  /** A signal may be aborted to give up a window nobody looks at any more (it then rejects with 'closed'). */
  rows(viewId: ViewId, from: number, count: number, signal?: AbortSignal): Promise<Window>;
  /** As `rows`, with bodies; may return fewer than `count` (bounded by bytes), never none while there are some. */
  bodies(viewId: ViewId, from: number, count: number): Promise<Bodies>;
  locate(viewId: ViewId, seq: Seq): Promise<Place>;
  /** Told at most once per written batch and view, and while a view completes. */
  onViewChanged(listener: (state: ViewState) => void): void;

  body(seq: Seq): Promise<EntryBody | null>;
  related(seq: Seq): Promise<readonly Seq[]>;
  /** null if the entry is not kept. */
  nearby(seq: Seq): Promise<Nearby | null>;
  previous(seq: Seq, before: Seq | null): Promise<Previous>;
  twins(seq: Seq): Promise<readonly Twin[]>;
  /** Subscriptions to each of `channels` of one app at `seq`. */
  subscriptionsAt(app: string, channels: readonly string[], seq: Seq): Promise<readonly SubscriptionsAt[]>;
  /** Names of the channels of one app that somebody was subscribed to at `seq`. */
  channelsAt(app: string, seq: Seq): Promise<readonly string[]>;
  changes(after: Seq): Promise<Changes>;
  /** Counts entries after a seq. The first call starts a search of the whole capture; later ones cost nothing. */
  countKinds(after: Seq): Promise<KindCounts>;
  completeName(field: 'channel' | 'event' | 'client', prefix: string): Promise<readonly string[]>;
  pages(): Promise<readonly LoadedPage[]>;
  use(): Promise<CaptureUse>;

  close(): Promise<void>;
}

/**
 * The capture on disk as the engine's main thread sees it: one writer worker and one reader worker on one file.
 * None of its methods blocks the caller's thread.
 */
export interface Store extends CaptureReader {
  readonly runId: RunId;
  readonly opened: StoreOpened;
  /** Batches on their way to the writer, for the batcher's bound. */
  readonly pendingBatches: number;
  readonly pendingBytes: number;
  /** Transfers the batch's buffers. Buffers come back through `onBufferReturned`. */
  write(batch: PackedBatch): void;
  onBufferReturned(listener: (buffers: BatchBuffers) => void): void;
  /** Entries that could not be written (disk full, I/O error), told once writing works again: time for a Gap. */
  onLoss(listener: (loss: EntryLoss) => void): void;
  /** Resolves when everything written so far is committed and seen by the reader. */
  flushed(): Promise<void>;

  /** How much of the past is kept from now on. */
  retain(retention: Retention): void;
  /** Entries before `before` go, some at a time and as soon as possible. */
  forget(before: Seq): void;

  onProblem(listener: (problem: Problem) => void): void;
  /** Writing works again: problems 'store-full' and 'store-failed' are over. */
  onRecovered(listener: () => void): void;
  /** Flushes, marks the run as cleanly ended, closes both workers and waits for their exit. */
  close(): Promise<void>;
}
