import type { Seq } from './ids';
import type { Receipt } from './receipt';

/** What somebody waits for. */
export interface ExpectInput {
  /** Id of the app, '' for any. */
  readonly app: string;
  /** A channel name; * stands for any run of characters. */
  readonly channel: string;
  /** Event name; * as in the channel. A class name without its namespace matches with any namespace. */
  readonly event: string;
  /** PATH=VALUE each, all of them to hold in the event's data, as `path:` of a filter has them: `id=7`, `$.user.name="A B"`. */
  readonly where: readonly string[];
  readonly timeoutMs: number;
}

/** Why it did not arrive. The order is that in which they are looked for. */
export type AbsenceCause =
  /** The publish itself was turned away. */
  | 'refused'
  /** It was published, and nobody was there to get it. */
  | 'unheard'
  /** It arrived, but not with these values. */
  | 'where'
  /** The channel got another event. */
  | 'other-event'
  /** The event went to another channel. */
  | 'other-channel'
  | 'nothing';

export interface Absence {
  readonly cause: AbsenceCause;
  /** A sentence: what happened instead. */
  readonly reason: string;
  /** Likely cause and next step, '' if there is none to name. */
  readonly hint: string;
  /** The entry that shows it, null if none does. */
  readonly seq: Seq | null;
}

export interface Arrival {
  /** The delivery, or the client event. */
  readonly seq: Seq;
  readonly atMs: number;
  readonly app: string;
  readonly channel: string;
  readonly event: string;
  /** Connections it was sent to. */
  readonly receivers: number;
  /** From the moment it was armed. */
  readonly afterMs: number;
  readonly receipt: Receipt | null;
}

export interface Expectation extends ExpectInput {
  readonly id: number;
  readonly armedAtMs: number;
  /** What was recorded up to this entry does not count. */
  readonly after: Seq;
  readonly state: 'armed' | 'arrived' | 'missed' | 'cancelled';
  readonly endedAtMs: number | null;
  /** null unless it arrived. */
  readonly arrival: Arrival | null;
  /** null unless it was missed. */
  readonly absence: Absence | null;
}
