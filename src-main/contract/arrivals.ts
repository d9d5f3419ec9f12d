/** What came of an event stream at once: one read of the socket. */
export interface StreamArrival {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  readonly events: number;
  /** Comments and blocks without data. */
  readonly signs: number;
  /** It did not come as it was sent: something on the way kept it. */
  readonly isHeld: boolean;
  /** When its events were published, of those that this very hub sent; milliseconds since the epoch. */
  readonly sentAtMs: readonly number[];
}

/** The last reads of a session's stream, the oldest first; at most limits.keptArrivals. */
export interface StreamArrivals {
  readonly reads: readonly StreamArrival[];
}
