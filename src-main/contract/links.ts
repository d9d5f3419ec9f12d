import type { Row } from './entry';

/** Another entry that tells of the same message, or belongs to it by its cause. */
export interface EntryLink {
  readonly row: Row;
  /** So long after the entry that was asked about, ms; negative: before it. */
  readonly gapMs: number;
  /** cause: one follows from the other · id: the message has an id · socket: same body, and not for the same connection · body. */
  readonly by: 'cause' | 'id' | 'socket' | 'body';
  /** likely: the only one like it · possible: one of several alike, told apart by their order. */
  readonly certainty: 'certain' | 'likely' | 'possible';
}

/** The way a message took, as far as it was seen. */
export interface EntryLinks {
  /** In order of time, without the entry itself. */
  readonly links: readonly EntryLink[];
  /** Kinds of places where there are several alike and nothing tells which of them is meant; they are not linked. */
  readonly unclear: number;
}
