import type { ConnectionSummary } from './hub';
import type { ConnectionId } from './ids';

/**
 * Orders of the list of connections. Of equals, the one that came later is first. recent: when it opened, of a closed one
 * when it closed; lived: for how long it has been open, or was.
 */
export const connectionSorts = [
  'label',
  'user',
  'socketId',
  'agent',
  'page',
  'address',
  'recent',
  'lived',
  'channels',
  'messages',
  'lastMessage',
  'state',
] as const;
export type ConnectionSort = (typeof connectionSorts)[number];

/** What part of the list is wanted. */
export interface ConnectionQuery {
  /** all: those that are open, then those that closed lately. */
  readonly group: 'all' | 'open' | 'closed';
  /**
   * Words that must all be found in the label, user, socket id, agent, page or address. Connections of the user who is
   * called exactly this come first. '' for all.
   */
  readonly find: string;
  readonly sort: ConnectionSort;
  readonly isDescending: boolean;
  readonly from: number;
  /** At most limits.connectionRows. */
  readonly count: number;
}

export interface ListedConnection extends ConnectionSummary {
  /** A person's own name for it ("Anna / Firefox"), '' if it has none. */
  readonly label: string;
  /** Open connections of the same user of the same app; 0 without a user. */
  readonly userSockets: number;
}

/** A run of the list, and how long the whole is. */
export interface ConnectionWindow {
  /** Those that match `find`, of both groups. */
  readonly open: number;
  readonly closed: number;
  /** All there are. */
  readonly allOpen: number;
  readonly allClosed: number;
  /** Position of rows[0] in the group that was asked for. */
  readonly from: number;
  readonly rows: readonly ListedConnection[];
}

export interface ConnectionDetail {
  readonly connection: ListedConnection;
  /** Method, target and version: "GET /app/key?protocol=7 HTTP/1.1". Secrets of the query are masked. */
  readonly requestLine: string;
  /** Headers of the handshake in their order and case. Values that give rights away are masked. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Other open connections of the same user of the same app, at most limits.connectionRows. */
  readonly siblings: readonly { readonly id: ConnectionId; readonly socketId: string; readonly label: string }[];
}
