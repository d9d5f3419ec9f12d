import type { Goal } from './goal';

/** One figure beside what it is compared with, both in the unit of its goal. */
export interface Measured {
  readonly value: number;
  readonly peer: number;
}

/** What one round of a bench found, by the name of the figure. */
export type Round = Readonly<Record<string, Measured>>;

/** A bench that is set up: rounds are measured one after the other, each with all its peers. */
export interface RunningBench {
  round(): Promise<Round>;
  stop(): Promise<void>;
  /** Why the rounds so far count for nothing, null if they do. */
  voidBecause?(rounds: readonly Round[]): string | null;
}

export interface BenchOptions {
  /** True for the guard of CI: less time for each round. */
  readonly isGuard: boolean;
  /** For files of this run; removed at its end. */
  readonly folder: string;
}

export interface Bench {
  readonly name: string;
  /** Rounds when the floors are judged. */
  readonly rounds: number;
  readonly isGuarded: boolean;
  /** The figures of each round. A bench with one figure names it as itself. */
  readonly goals: Readonly<Record<string, Goal>>;
  start(options: BenchOptions): Promise<RunningBench>;
}
