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
