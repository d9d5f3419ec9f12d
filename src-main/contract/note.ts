import type { EntryKind } from './entry';
import type { Seq } from './ids';

/** How many entries of one kind, channel and event came in a stretch of the capture. */
export interface ChangeCount {
  readonly kind: EntryKind;
  readonly channel: string;
  readonly event: string;
  readonly count: number;
}

/** What came after an entry, as far as one call counted. */
export interface Changes {
  /** The most frequent first, at most 500; heartbeats are left out. */
  readonly counts: readonly ChangeCount[];
  /** Entries that were counted, heartbeats too. */
  readonly entries: number;
  /** Counted up to here; null if that is the end. */
  readonly countedTo: Seq | null;
}
