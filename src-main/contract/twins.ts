import type { Row } from './entry';
import type { Seq } from './ids';

/** What came before an entry of the same kind, channel and event, as far as it was searched. */
export interface Previous {
  /** null: there is none down to `searchedTo`. */
  readonly row: Row | null;
  /** Entries in between with the very same body, and how long before the entry the newest of them came. */
  readonly skipped: number;
  readonly skippedMs: number | null;
  /** Nothing below this has been looked at; null if there is nothing left to look at. */
  readonly searchedTo: Seq | null;
}

/** One of several messages that are the same and came shortly after each other. */
export interface Twin {
  readonly seq: Seq;
  readonly atMs: number;
}
