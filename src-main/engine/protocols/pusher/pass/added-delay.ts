import type { Clock } from '../../../clock';

/** What the way through here costs, ms: from when a frame was had to when it was written to the other socket. */
export class AddedDelay {
  private frames = 0;
  private sumMs = 0;
  private mostMs = 0;
  /** Since when those are had that were queued and not written yet. */
  private queued: number[] = [];

  constructor(private readonly clock: Clock) {}

  /** null before the first frame. */
  get told(): { readonly meanMs: number; readonly mostMs: number } | null {
    if (this.frames === 0) return null;
    return { meanMs: hundredths(this.sumMs / this.frames), mostMs: hundredths(this.mostMs) };
  }

  written(sinceMs: number): void {
    const ms = Math.max(0, this.clock.nowMs() - sinceMs);
    this.frames += 1;
    this.sumMs += ms;
    this.mostMs = Math.max(this.mostMs, ms);
  }

  /** Frames are gathered for a turn of the event loop: looks once a turn whether it has been written. */
  whenWritten(sinceMs: number, isWaiting: () => boolean): void {
    this.queued.push(sinceMs);
    if (this.queued.length > 1) return;
    const look = (): void => {
      if (isWaiting()) {
        setImmediate(look);
        return;
      }
      for (const since of this.queued) this.written(since);
      this.queued = [];
    };
    setImmediate(look);
  }
}

function hundredths(ms: number): number {
  return Math.round(ms * 100) / 100;
}
