import type { Problem } from '../../contract/problem';
import type { Clock } from '../clock';
import type { SourceEvents, SourceState } from './source';

/** Whether a broker is there, told on when it changes. */
export class SourceWatch {
  private problem: Problem | null = null;
  private isUp = false;
  private wasUp = false;
  private awaySinceMs = 0;

  constructor(
    private readonly source: string,
    private readonly clock: Clock,
    private readonly events: SourceEvents,
  ) {}

  get state(): SourceState {
    return { source: this.source, isUp: this.isUp, problem: this.problem };
  }

  up(): void {
    if (this.isUp) {
      return;
    }
    this.isUp = true;
    this.problem = null;
    if (this.wasUp) {
      this.events.missed(this.source, this.awaySinceMs, this.clock.nowMs());
    }
    this.wasUp = true;
    this.events.changed();
  }

  /** The same words again are no change: a broker that stays away is called many times. */
  away(problem: Problem): void {
    const isSame = !this.isUp && this.problem?.message === problem.message;
    if (this.isUp) {
      this.awaySinceMs = this.clock.nowMs();
    }
    this.isUp = false;
    this.problem = problem;
    if (!isSame) {
      this.events.changed();
    }
  }
}
