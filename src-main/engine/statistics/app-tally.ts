import type { MinuteDetail } from '../database/database-messages';
import { ringSeconds, SecondRing } from './second-ring';
import { SizeHistogram } from './size-histogram';
import { TopCounter } from './top-counter';

const namePlaces = 256;
const namesKept = 20;
const lifetimesKept = 100;
/** Failed checks are named by us, so there are few; those of a protocol that makes them up are counted together. */
const checkPlaces = 64;

/** What is known of one minute besides its seconds. */
export class MinuteTally {
  readonly channels = new TopCounter(namePlaces);
  readonly events = new TopCounter(namePlaces);
  readonly sizes = new SizeHistogram();
  readonly checks = new Map<string, number>();
  readonly lifetimes: number[] = [];

  constructor(readonly minute: number) {}

  failed(check: string): void {
    const name = this.checks.size < checkPlaces || this.checks.has(check) ? check : 'other';
    this.checks.set(name, (this.checks.get(name) ?? 0) + 1);
  }

  /** Of more than are kept the newest. */
  lived(ms: number): void {
    this.lifetimes.push(ms);
    if (this.lifetimes.length > lifetimesKept) {
      this.lifetimes.shift();
    }
  }

  detail(): MinuteDetail {
    const names = (counter: TopCounter) =>
      counter.top(namesKept).map(({ name, count, bytes }) => [name, count, bytes] as const);
    return {
      channels: names(this.channels),
      events: names(this.events),
      sizes: this.sizes.entries(),
      largest: this.sizes.max,
      checks: [...this.checks],
      lifetimes: this.lifetimes,
    };
  }
}

/** Everything counted for one app, or for what belongs to none. */
export class AppTally {
  readonly ring: SecondRing;
  readonly cells: Float64Array;
  minute: MinuteTally;
  /** Minutes that are over and were not kept yet; the seconds of older ones are forgotten anyway. */
  private over: MinuteTally[] = [];

  constructor(
    readonly app: string,
    second: number,
  ) {
    this.ring = new SecondRing(second);
    this.cells = this.ring.cells;
    this.minute = new MinuteTally(Math.floor(second / 60));
  }

  /** Where the cells of a second begin; what was counted before it is complete. */
  at(second: number): number {
    if (second > this.ring.second) {
      const minute = Math.floor(second / 60);
      if (minute > this.minute.minute) {
        this.over.push(this.minute);
        this.over = this.over.slice(-ringSeconds / 60);
        this.minute = new MinuteTally(minute);
      }
    }
    return this.ring.moveTo(second);
  }

  /** The minutes from one on, the present one last. */
  minutesFrom(minute: number): readonly MinuteTally[] {
    return [...this.over, this.minute].filter((one) => one.minute >= minute);
  }

  /** These minutes are kept elsewhere now. */
  forgetBefore(minute: number): void {
    this.over = this.over.filter((one) => one.minute >= minute);
  }
}
