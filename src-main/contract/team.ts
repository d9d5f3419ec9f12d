/** Hubs of several processes that are one hub, by way of a Redis between them. */
export interface TeamState {
  /** Address of that Redis, as it may be shown. */
  readonly source: string;
  /** False while this hub stands alone, because that Redis is away. */
  readonly isUp: boolean;
  /** Nodes besides this one. */
  readonly others: number;
}
