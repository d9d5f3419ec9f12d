/** How many entries of the kinds nobody should miss, or nobody wants to read, a capture holds. */
export interface KindCounts {
  readonly refused: number;
  readonly error: number;
  readonly ping: number;
  /** False while older entries are still being counted. */
  readonly complete: boolean;
}
