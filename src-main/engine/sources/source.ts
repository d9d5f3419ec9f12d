import type { Problem } from '../../contract/problem';

/** A message as a broker handed it over. */
export interface SourceMessage {
  /** Where it came from: an address without its credentials. */
  readonly source: string;
  /** Name the broker has it under: a Redis channel, a routing key. */
  readonly name: string;
  /** The bytes are valid during the call only. */
  readonly payload: Buffer;
}

/** How it is with a broker that feeds the hub. */
export interface SourceState {
  /** Its address, as it may be shown. */
  readonly source: string;
  readonly isUp: boolean;
  /** Why it is away, since when; null while it is there, or is being called for the first time. */
  readonly problem: Problem | null;
}

export interface SourceEvents {
  message(message: SourceMessage): void;
  /** It went, came back, or is away for another reason than before. */
  changed(): void;
  /** Some of what was published in between may not have come, and why. Times in ms since the epoch. */
  missed(reason: string, fromMs: number, toMs: number): void;
}

/** A connection to a broker that is kept up until it is closed. */
export interface Source {
  readonly state: SourceState;
  close(): Promise<void>;
}
