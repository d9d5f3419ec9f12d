import type { ConnectionId, Seq } from './ids';

/** The kinds of product.md 5, in the order the store numbers them. Append only: the numbers are stored. */
export const entryKinds = [
  'publish',
  'deliver',
  'client',
  'subscribe',
  'auth',
  'presence',
  'connection',
  'ping',
  'http',
  'refused',
  'error',
  'gap',
  'note',
] as const;
export type EntryKind = (typeof entryKinds)[number];

/**
 * What an entry of its kind says in particular. Append only: the numbers are stored.
 * subscribe: subscribe, unsubscribe · presence: join, leave · connection: open, close, slow, drained, cut ·
 * ping: heartbeat, chatter (an answer of the protocol itself, such as subscription_succeeded) ·
 * refused: open (a connection), subscribe, publish, client, request (any other HTTP request, or a sign-in).
 */
export const entryActions = [
  'none',
  'subscribe',
  'unsubscribe',
  'join',
  'leave',
  'open',
  'close',
  'slow',
  'drained',
  'cut',
  'heartbeat',
  'chatter',
  'publish',
  'client',
  'request',
] as const;
export type EntryAction = (typeof entryActions)[number];

/** Towards a server is up, towards a client is down, whichever side we play. */
export const directions = ['none', 'up', 'down'] as const;
export type Direction = (typeof directions)[number];

/** Short form of an entry: what one line of the timeline needs. */
export interface Row {
  readonly seq: Seq;
  /** Milliseconds since the epoch, with fractions, taken at reception from a monotonic clock. */
  readonly atMs: number;
  readonly kind: EntryKind;
  readonly action: EntryAction;
  readonly direction: Direction;
  readonly protocol: string;
  /** Id of the profile whose session saw it; '' for the hub. */
  readonly source: string;
  /** Id of the hub's app, '' where there is none. */
  readonly app: string;
  /** The connection that caused the entry; null for an app server's publish and for a delivery to many. */
  readonly connection: ConnectionId | null;
  /** What a person calls that connection: its socket id. '' without connection. */
  readonly client: string;
  /** Channel name; a publish to several channels has them joined by ', '. '' where there is none. */
  readonly channel: string;
  readonly event: string;
  /** Size of the body as it went over the wire, in bytes. */
  readonly sizeBytes: number;
  /** The entry this one follows from: a delivery's publish, an answer's request. */
  readonly cause: Seq | null;
  /** Publish, deliver, client: subscribed connections before exclusion. null where it has no meaning. */
  readonly matched: number | null;
  /** The connection left out of a delivery (the sender), if it was one of those matched. */
  readonly excluded: ConnectionId | null;
  /** Close code, HTTP status or protocol error code; null where there is none. */
  readonly code: number | null;
  /** One line in words, at most 200 characters. */
  readonly summary: string;
  /** In a view that folds: this row is the newest of a run of alike entries that began then. */
  readonly folded?: { readonly count: number; readonly first: Seq; readonly sinceMs: number };
  /** In a view that marks twins: so long before it, in ms, the view has a message with the same channel, event and body. */
  readonly twinMs?: number;
  /** A page was loaded: where from, and its browser in a few words. Only of the connection that told of it. */
  readonly load?: { readonly origin: string; readonly agent: string };
}

/** A small JSON object: what a row cannot hold (reason, string to sign, headers, address, …). Secrets are masked. */
export type EntryDetail = { readonly [name: string]: JsonValue };
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** One entry in full. */
export interface EntryBody {
  readonly row: Row;
  readonly detail: EntryDetail | null;
  /** The bytes as they went over the wire, base64. '' where there are none. */
  readonly rawBase64: string;
  /** True if the bytes are text (valid UTF-8); raw is then worth showing as text. */
  readonly isText: boolean;
}
