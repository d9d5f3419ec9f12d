import type { Clock } from '../../../clock';

/** How often a socket is looked at that takes nothing more for now: a slow reader must not keep the event loop busy. */
const slowMs = 5;

/** What the way through here costs, ms: from when a frame was had to when it was written to the other socket. */
export class AddedDelay {
  private frames = 0;
  private sumMs = 0;
  private mostMs = 0;
  /** Of frames that were queued and not written yet: how many, the sum of when they were had, and the first of that. */
  private queued = { frames: 0, sumMs: 0, firstMs: 0 };

  constructor(private readonly clock: Clock) {}

  /** null before the first frame. */
  get told(): { readonly meanMs: number; readonly mostMs: number } | null {
    if (this.frames === 0) return null;
    return { meanMs: hundredths(this.sumMs / this.frames), mostMs: hundredths(this.mostMs) };
  }

  written(sinceMs: number): void {
    this.add(1, sinceMs, sinceMs);
  }

  /** Frames are gathered for a turn of the event loop: looks after it whether all that are queued have been written. */
  whenWritten(sinceMs: number, isWaiting: () => boolean): void {
    const { frames, sumMs, firstMs } = this.queued;
    this.queued = { frames: frames + 1, sumMs: sumMs + sinceMs, firstMs: frames === 0 ? sinceMs : firstMs };
    if (frames > 0) return;
    const look = (): void => {
      if (isWaiting()) {
        this.clock.setTimeout(look, slowMs);
        return;
      }
      const { queued } = this;
      this.queued = { frames: 0, sumMs: 0, firstMs: 0 };
      this.add(queued.frames, queued.sumMs, queued.firstMs);
    };
    setImmediate(look);
  }

  private add(frames: number, sumSinceMs: number, firstMs: number): void {
    const nowMs = this.clock.nowMs();
    this.frames += frames;
    this.sumMs += Math.max(0, frames * nowMs - sumSinceMs);
    this.mostMs = Math.max(this.mostMs, nowMs - firstMs);
  }
}

function hundredths(ms: number): number {
  return Math.round(ms * 100) / 100;
}
