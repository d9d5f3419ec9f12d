/**
 * What is counted, in the order it is kept. Only the first two are levels; the rest are counts of a span.
 * - connections: open at the end of the span · peak: most at once in it · opened, closed: connections that came and went
 * - api: publishes of servers, one for each channel they name, whether anybody listens or not
 * - up: client events · down: messages written for clients, one for each receiver of a publish or client event
 * - chatterUp, chatterDown: what only the protocol itself says (subscribe, ping, answers to them)
 * - bytesUp, bytesDown: bodies of all of these, bytesDown once for each receiver
 * - refused, errors: entries of these kinds
 */
export const statisticColumns = [
  'connections',
  'peak',
  'opened',
  'closed',
  'api',
  'up',
  'down',
  'chatterUp',
  'chatterDown',
  'bytesUp',
  'bytesDown',
  'refused',
  'errors',
] as const;
export type StatisticColumn = (typeof statisticColumns)[number];
export type Counts = { readonly [C in StatisticColumn]: number };

/** A span of time and the app it is about; null for all of them. Milliseconds since the epoch, `toMs` not included. */
export interface StatisticSpan {
  readonly app: string | null;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Where things stand. */
export interface LiveStatistics {
  readonly atMs: number;
  readonly connections: number;
  /** Averages over the last 5 whole seconds. */
  readonly apiPerSecond: number;
  readonly upPerSecond: number;
  readonly downPerSecond: number;
  readonly bytesUpPerSecond: number;
  readonly bytesDownPerSecond: number;
  /** Apps that something was counted for. */
  readonly apps: readonly string[];
  /** Since when there is anything, in this run or in the minutes kept of earlier ones. */
  readonly sinceMs: number;
}

/** Counts of a span in steps of equal length, the first beginning at `fromMs`. */
export interface StatisticHistory {
  readonly fromMs: number;
  readonly stepMs: number;
  /** One number a step; null where no engine ran. */
  readonly steps: { readonly [C in StatisticColumn]: readonly (number | null)[] };
  readonly totals: Counts;
  /** When the most connections were open, and the most messages (api + up + down) went through in one step; null if there were none. */
  readonly peakAtMs: number | null;
  readonly busiestAtMs: number | null;
  /** Refusals and errors by the check that failed, most first. */
  readonly refusals: readonly { readonly check: string; readonly count: number }[];
  readonly sizes: SizeDistribution;
}

/** Sizes of publishes and client events, those refused included, as they went over the wire. */
export interface SizeDistribution {
  readonly count: number;
  /** Bytes, at most 7 % off; null if there were none. */
  readonly median: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  /** From 8 bytes on, each bar twice as far as the one before: [from, from × 2). */
  readonly bars: readonly { readonly fromBytes: number; readonly count: number }[];
}

/** Something that much was sent on; counts of what is not among the very loudest may be a little too high. */
export interface LoudName {
  readonly app: string;
  readonly name: string;
  readonly messages: number;
  readonly bytes: number;
}

/** Which connections are loudest, connection.list tells by its order of messages. */
export interface Loudest {
  /** By messages sent on them in the span, to the minute. */
  readonly channels: readonly LoudName[];
  readonly events: readonly LoudName[];
}

/** How long connections that closed in a span had lived. */
export interface Lifetimes {
  /** All that closed; `livedMs` holds at most 5,000 of them, the newest. */
  readonly closed: number;
  readonly livedMs: readonly number[];
}

/** A row of the table websockets_statistics_entries, columns as laravel-websockets 1.x has them. */
export interface ConnectionStatisticsEntry {
  readonly id: number;
  readonly app_id: string;
  readonly peak_connection_count: number;
  readonly websocket_message_count: number;
  readonly api_message_count: number;
  /** 2026-11-23 06:44:25, in UTC. */
  readonly created_at: string;
  readonly updated_at: string;
}

/** Which rows of that table. */
export interface EntriesQuery {
  readonly app: string | null;
  /** Milliseconds since the epoch; null for no bound. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly order: 'newest' | 'oldest';
  /** Id of the row before, in this order; null for the first rows. */
  readonly after: number | null;
  /** 1 to limits.windowRows. */
  readonly count: number;
}

export interface EntriesPage {
  readonly entries: readonly ConnectionStatisticsEntry[];
  /** Rows that match, and rows there are. */
  readonly matching: number;
  readonly total: number;
  readonly apps: readonly string[];
  /** How often a row is written, and for how long one is kept. */
  readonly intervalMs: number;
  readonly keptMs: number;
}
