import type { AppTally } from './app-tally';
import { column, ringSeconds, width } from './second-ring';
import type { TrafficCounter } from './traffic-counter';

/** Told of the whole hub rather than added up from its apps. */
const levels = new Set<number>([column.connections, column.peak]);

/** Seconds of one app, or of all together, as far as they are remembered. */
export class TrafficSeconds {
  constructor(private readonly counter: TrafficCounter) {}

  get startSecond(): number {
    return this.counter.all.ring.startSecond;
  }

  /** First second that can be told, once the present one is known to be `nowSecond`: a minute is whole or not there. */
  first(nowSecond: number): number {
    const oldest = nowSecond - ringSeconds + 1;
    return oldest <= this.startSecond ? this.startSecond : Math.ceil(oldest / 60) * 60;
  }

  /** Begins the present second everywhere, so that quiet ones are there as well. */
  advance(nowSecond: number): void {
    for (const tally of [this.counter.all, ...this.counter.apps]) tally.at(nowSecond);
  }

  /** Adds a second's counts to `into`, and sets its levels. `app` null: of all. */
  read(app: string | null, second: number, into: Float64Array): void {
    into.fill(0);
    const tallies = app === null ? this.counter.apps : this.counter.apps.filter((tally) => tally.app === app);
    for (const tally of tallies) addSecond(tally, second, into);
    if (app === null) {
      const { all } = this.counter;
      for (const level of levels) {
        into[level] = isKnown(all, second) ? (all.cells[all.ring.offset(second) + level] as number) : 0;
      }
    }
  }

  /** Counts of the seconds [from, to) together: levels as they were at the end, the peak as the highest. */
  sum(app: string | null, from: number, to: number): Float64Array {
    const sum = new Float64Array(width);
    const one = new Float64Array(width);
    for (let second = from; second < to; second += 1) {
      this.read(app, second, one);
      addCounts(sum, one);
    }
    return sum;
  }
}

/** Adds a later span: counts add up, the level is the later one, the peak the higher. */
export function addCounts(sum: Float64Array, later: ArrayLike<number>): void {
  for (let at = 0; at < width; at += 1) {
    const value = later[at] ?? 0;
    if (at === column.connections) sum[at] = value;
    else if (at === column.peak) sum[at] = Math.max(sum[at] as number, value);
    else sum[at] = (sum[at] as number) + value;
  }
}

function addSecond(tally: AppTally, second: number, into: Float64Array): void {
  if (!isKnown(tally, second)) return;
  const at = tally.ring.offset(second);
  for (let cell = 0; cell < width; cell += 1) {
    into[cell] = (into[cell] as number) + (tally.cells[at + cell] as number);
  }
}

function isKnown({ ring }: AppTally, second: number): boolean {
  return second >= ring.first && second <= ring.second;
}
