import type { Clock, Timer } from '../../../clock';

/** pusher-js's own bounds (reference 1.4). */
const longestSilenceMs = 120_000;
const pongPatienceMs = 30_000;

/** Asks for a sign of life after some silence, and says when none came. */
export class Activity {
  private timer: Timer | null = null;
  private silenceMs = longestSilenceMs;

  constructor(
    private readonly clock: Clock,
    private readonly ask: () => void,
    private readonly gone: () => void,
  ) {}

  /** `timeoutS`: what the server named in its handshake. */
  begin(timeoutS: number): void {
    this.silenceMs = Math.min(longestSilenceMs, timeoutS > 0 ? timeoutS * 1_000 : longestSilenceMs);
    this.heard();
  }

  /** Any frame counts. */
  heard(): void {
    this.timer?.cancel();
    this.timer = this.clock.setTimeout(() => {
      this.ask();
      this.timer = this.clock.setTimeout(() => this.gone(), pongPatienceMs);
    }, this.silenceMs);
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = null;
  }
}
