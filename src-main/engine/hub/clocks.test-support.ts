import type { Clock, Timer } from '../clock';

/** The clock of this computer. */
export const systemClock: Clock = {
  nowMs: () => performance.timeOrigin + performance.now(),
  setTimeout: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return { cancel: () => clearTimeout(timer) };
  },
  setInterval: (callback, ms) => {
    const timer = setInterval(callback, ms);
    return { cancel: () => clearInterval(timer) };
  },
};

interface Alarm {
  atMs: number;
  readonly everyMs: number | null;
  readonly callback: () => void;
}

/** A clock that only moves when told to. */
export class ManualClock implements Clock {
  private readonly alarms = new Set<Alarm>();

  constructor(private currentMs = Date.now()) {}

  nowMs(): number {
    return this.currentMs;
  }

  setTimeout(callback: () => void, ms: number): Timer {
    return this.add({ atMs: this.currentMs + ms, everyMs: null, callback });
  }

  setInterval(callback: () => void, ms: number): Timer {
    return this.add({ atMs: this.currentMs + ms, everyMs: ms, callback });
  }

  /** Moves on, and rings what is due on the way, in order. */
  advance(ms: number): void {
    const endMs = this.currentMs + ms;
    for (;;) {
      const due = [...this.alarms].filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) {
        break;
      }
      this.currentMs = Math.max(this.currentMs, due.atMs);
      if (due.everyMs === null) {
        this.alarms.delete(due);
      } else {
        due.atMs += due.everyMs;
      }
      due.callback();
    }
    this.currentMs = endMs;
  }

  private add(alarm: Alarm): Timer {
    this.alarms.add(alarm);
    return { cancel: () => this.alarms.delete(alarm) };
  }
}
