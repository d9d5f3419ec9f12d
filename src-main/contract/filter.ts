import type { EntryAction, EntryKind } from './entry';

/**
 * A filter over entries, as the text of contract/filter-text.ts means it. Terms of the same field that are not negated
 * are alternatives; everything else must hold together. Free words must all be found.
 */
export interface Filter {
  readonly terms: readonly FilterTerm[];
}

export type FilterTerm =
  | TextTerm
  | ChannelTerm
  | EventTerm
  | SourceTerm
  | KindTerm
  | ClientTerm
  | SizeTerm
  | PathTerm
  | SinceTerm;

interface Negatable {
  /** Written with a minus in front: entries that match the term are left out. */
  readonly isNegated: boolean;
}

/** A word or quoted phrase, found anywhere in the decoded body, the names, the summary or the detail. */
export interface TextTerm extends Negatable {
  readonly field: 'text';
  readonly text: string;
}

/** A whole channel name; * stands for any run of characters. One channel of a publish to several is enough. */
export interface ChannelTerm extends Negatable {
  readonly field: 'channel';
  readonly pattern: string;
}

/** A whole event name; * as in ChannelTerm. A class name without its namespace matches with any namespace. */
export interface EventTerm extends Negatable {
  readonly field: 'event';
  readonly pattern: string;
}

/** Where an entry was seen: the id of a profile, or `hub`; * as in ChannelTerm. */
export interface SourceTerm extends Negatable {
  readonly field: 'source';
  readonly pattern: string;
}

export interface KindTerm extends Negatable {
  readonly field: 'kind';
  readonly kinds: readonly KindMatch[];
}

/** A kind, or one action of it. */
export interface KindMatch {
  readonly kind: EntryKind;
  readonly action: EntryAction | null;
}

/** What a connection sent, what it received and what concerned it; told by user id, socket id or a part of that. */
export interface ClientTerm extends Negatable {
  readonly field: 'client';
  readonly client: string;
}

/** Size of the body on the wire. Several size terms bound each other. */
export interface SizeTerm extends Negatable {
  readonly field: 'size';
  readonly operator: '<' | '<=' | '>' | '>=' | '=';
  readonly bytes: number;
}

/** A value inside the JSON of the body: of the event's data, or of the whole frame. */
export interface PathTerm extends Negatable {
  readonly field: 'path';
  /** Member names and array indexes; '*' for any. */
  readonly steps: readonly string[];
  /** As written; numbers are compared as they were sent. null: the path is there at all. */
  readonly value: string | null;
}

/** Not older than. Several since terms bound each other. */
export type SinceTerm = Negatable & { readonly field: 'since' } & SinceMoment;
export type SinceMoment =
  | { readonly kind: 'ago'; readonly ms: number }
  /** The last time the clock showed this, in the time zone of the engine. */
  | { readonly kind: 'time'; readonly hour: number; readonly minute: number; readonly second: number }
  | { readonly kind: 'date'; readonly atMs: number };

export type FilterField = FilterTerm['field'];

/** Words of `kind:` that are no kind themselves: one action of a kind, and the words of the screen. */
export const kindWords: Readonly<Record<string, KindMatch>> = {
  unsubscribe: { kind: 'subscribe', action: 'unsubscribe' },
  join: { kind: 'presence', action: 'join' },
  leave: { kind: 'presence', action: 'leave' },
  open: { kind: 'connection', action: 'open' },
  connect: { kind: 'connection', action: 'open' },
  close: { kind: 'connection', action: 'close' },
  slow: { kind: 'connection', action: 'slow' },
  cut: { kind: 'connection', action: 'cut' },
  heartbeat: { kind: 'ping', action: null },
  /** A connection that was turned away: it never became a client. */
  attempt: { kind: 'refused', action: 'open' },
  out: { kind: 'deliver', action: null },
  in: { kind: 'client', action: null },
};
