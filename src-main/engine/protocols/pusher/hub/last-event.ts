import type { Seq } from '../../../../contract/ids';

/** The event a server last published to a cache channel. */
export interface LastEvent {
  readonly event: string;
  /** Text of its data, as subscribers got it. */
  readonly data: string;
  /** The entry of its publish. */
  readonly publish: Seq;
  readonly atMs: number;
}

/** How long a cache channel remembers, in seconds; the hosted service forgets after 30 minutes at the latest. */
export const defaultCacheS = 1_800;
