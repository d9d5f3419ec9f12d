import type { EngineSignals, SignalName } from '../../contract/engine-signals';
import { limits } from '../../contract/limits';
import type { Clock, Timer } from '../clock';

type Send = <N extends SignalName>(name: N, value: EngineSignals[N]) => void;

/**
 * Lets signals through at a bounded rate. Of those with the same key only the newest goes out, so a page that is slow
 * or a hub that is busy never makes a queue.
 */
export class SignalGate {
  private readonly waiting = new Map<string, () => void>();
  private timer: Timer | null = null;
  private nextAtMs = 0;
  private isHeld = false;

  constructor(
    private readonly clock: Clock,
    private readonly send: Send,
  ) {}

  offer<N extends SignalName>(name: N, value: EngineSignals[N], key = ''): void {
    this.waiting.set(`${name} ${key}`, () => this.send(name, value));
    this.openSoon();
  }

  /** Nobody looks: signals wait, the newest of each key. */
  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    if (isHeld) {
      this.timer?.cancel();
      this.timer = null;
    } else if (this.waiting.size > 0) {
      this.openSoon();
    }
  }

  close(): void {
    this.timer?.cancel();
    this.timer = null;
    this.waiting.clear();
  }

  private openSoon(): void {
    if (!this.isHeld) {
      this.timer ??= this.clock.setTimeout(() => this.open(), Math.max(0, this.nextAtMs - this.clock.nowMs()));
    }
  }

  private open(): void {
    this.timer = null;
    this.nextAtMs = this.clock.nowMs() + 1000 / limits.signalsPerSecond;
    const due = [...this.waiting.values()];
    this.waiting.clear();
    for (const signal of due) {
      signal();
    }
  }
}
