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
      // A broker keeps nothing for those who are away.
      const nowMs = this.clock.nowMs();
      const seconds = ((nowMs - this.awaySinceMs) / 1_000).toFixed(1);
      const reason = `${this.source} was away for ${seconds} s. What was published meanwhile is not known.`;
      this.events.missed(reason, this.awaySinceMs, nowMs);
    }
    this.wasUp = true;
    this.events.changed();
  }

  /** Why, as its broker or the way to it said. The same words again are no change: one that stays away is called many times. */
  away({ message, hint }: Problem): void {
    const problem: Problem = {
      code: 'source-away',
      message: `The source ${this.source} is not heard. ${message}`,
      hint: [hint, 'It is called again until it answers.'].filter(Boolean).join(' '),
    };
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
