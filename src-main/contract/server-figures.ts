import type { Problem } from './problem';

/** What a server may count. Rates are of a second, bytes bytes, memory per cent of the machine's, the rest numbers. */
export const figureNames = [
  'peakConnections',
  'connections',
  'websocketMessages',
  'apiMessages',
  'receivedRate',
  'sentRate',
  'apiRate',
  'receivedBytesRate',
  'sentBytesRate',
  'memory',
] as const;
export type FigureName = (typeof figureNames)[number];

/** What it told of one moment, or of the interval that began there; absent or null: nothing is known of it. */
export interface FigurePoint {
  readonly atMs: number;
  readonly values: Readonly<Partial<Record<FigureName, number | null>>>;
}

/** A server's own statistics, as a session reads them while it is connected. A point without values: nothing was read there. */
export interface ServerFigures {
  /** Where they are read; '' where nothing is asked. */
  readonly from: string;
  /** Why there are none, or none newer; null while they are as of now. */
  readonly problem: Problem | null;
  /** Times are those the server wrote, without a zone: read as UTC, and to be shown so. */
  readonly hasServerTime: boolean;
  /** Oldest first, at most limits.figurePoints. */
  readonly points: readonly FigurePoint[];
}
