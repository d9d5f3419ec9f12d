import type { MessagePort } from 'node:worker_threads';
import type { Seq, ViewId } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import type { ViewLook, ViewState } from '../../contract/view';
import type { NamesOfBatch } from './name-log';
import type { BatchBuffers, PackedBatch } from './packed-batch';
import type { EntryLoss, StoreOpened } from './store';

/** How much of the past is kept, whichever comes first. */
export interface Retention {
  readonly entries: number;
  readonly bytes: number;
  readonly ms: number;
}

/** What the engine's thread says to the writer. */
export type ToWriter =
  | {
      readonly type: 'open';
      readonly path: string;
      readonly nowMs: number;
      readonly retention: Retention;
      /** Committed ranges go straight to the reader through this port. */
      readonly readerPort: MessagePort;
      /** Not null: the present file is known to be damaged; set it aside and go on numbering after this seq. */
      readonly setAsideAfter: Seq | null;
      /** A writer of this run was there before: connections that are open stay open. */
      readonly isSameRun: boolean;
    }
  /** To a writer that takes over: what the one before had learned. */
  | { readonly type: 'names'; readonly names: NamesOfBatch }
  | { readonly type: 'batch'; readonly batch: PackedBatch }
  | { readonly type: 'flush'; readonly id: number }
  | { readonly type: 'tick'; readonly nowMs: number }
  /** Holds from now on. */
  | { readonly type: 'retention'; readonly retention: Retention }
  /** Entries before this seq go, whatever retention says. */
  | { readonly type: 'forget'; readonly before: Seq }
  | { readonly type: 'close' };

export type FromWriter =
  | { readonly type: 'opened'; readonly opened: StoreOpened }
  /** These buffers are free again, whether their batches were kept or not. */
  | { readonly type: 'done'; readonly buffers: readonly BatchBuffers[] }
  | { readonly type: 'problem'; readonly problem: Problem }
  /** Writing works again after a problem. */
  | { readonly type: 'recovered' }
  | { readonly type: 'damaged' }
  | { readonly type: 'loss'; readonly loss: EntryLoss };

/** A run of seqs that were given out and not kept, both ends included. */
export interface Hole {
  readonly from: Seq;
  readonly to: Seq;
}

/** What the writer tells the reader after each transaction. */
export type WriterToReader =
  | {
      readonly type: 'committed';
      /** Lowest kept seq and newest stored one. */
      readonly firstSeq: Seq;
      readonly lastSeq: Seq;
      readonly holes: readonly Hole[];
      /** True if connections or subscriptions changed. */
      readonly hasNewTies: boolean;
    }
  | { readonly type: 'flush'; readonly id: number };

/** Calls the reader answers: name to input and output. */
export interface ReaderCalls {
  /** `openings`: how often this view was opened before; `revision`: what it had reached then. */
  openView: {
    input: {
      viewId: ViewId;
      filter: string;
      after: Seq;
      look: ViewLook;
      nowMs: number;
      openings: number;
      revision: number;
    };
  };
  rows: { input: { viewId: ViewId; from: number; count: number } };
  bodies: { input: { viewId: ViewId; from: number; count: number } };
  locate: { input: { viewId: ViewId; seq: Seq } };
  body: { input: { seq: Seq } };
  related: { input: { seq: Seq } };
  nearby: { input: { seq: Seq } };
  previous: { input: { seq: Seq; before: Seq | null } };
  changes: { input: { after: Seq } };
  twins: { input: { seq: Seq } };
  subscriptionsAt: { input: { app: string; channels: readonly string[]; seq: Seq } };
  channelsAt: { input: { app: string; seq: Seq } };
  countKinds: { input: { after: Seq } };
  pages: { input: null };
  use: { input: null };
  completeName: { input: { field: 'channel' | 'event' | 'client'; prefix: string } };
}
export type ReaderCallName = keyof ReaderCalls;
export type ReaderCall = {
  [N in ReaderCallName]: { readonly name: N; readonly input: ReaderCalls[N]['input'] };
}[ReaderCallName];

export type ToReader =
  | { readonly type: 'open'; readonly path: string; readonly writerPort: MessagePort | null }
  | { readonly type: 'call'; readonly id: number; readonly call: ReaderCall }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'closeView'; readonly viewId: ViewId }
  | { readonly type: 'close' };

export type FromReader =
  | { readonly type: 'opened' }
  | { readonly type: 'open-failed'; readonly problem: Problem }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly problem: Problem }
  | { readonly type: 'changed'; readonly states: readonly ViewState[] }
  | { readonly type: 'flushed'; readonly id: number }
  | { readonly type: 'damaged' };
