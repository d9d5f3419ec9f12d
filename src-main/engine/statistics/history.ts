import { type Counts, type StatisticColumn, type StatisticHistory, statisticColumns } from '../../contract/statistics';
import type { MinuteRow } from '../database/database-messages';
import { column, width } from './second-ring';
import { addCounts } from './traffic-seconds';

/** Lengths of a step, ms: those people read a time axis in. */
const stepLengths = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200, 86_400,
].map((seconds) => seconds * 1_000);
const mostSteps = 180;
const minuteMs = 60_000;

/** Single happenings, which a minute shorter than a step must not be cut into. */
const happenings = new Set<number>([column.opened, column.closed, column.refused, column.errors]);

/** Counts of a span in steps of equal length, put together from seconds that are remembered and minutes that are kept. */
export class HistorySteps {
  readonly stepMs: number;
  readonly fromMs: number;
  readonly length: number;
  private readonly cells: Float64Array;
  private readonly isKnown: Uint8Array;

  constructor(fromMs: number, toMs: number) {
    const spanMs = Math.max(1_000, toMs - fromMs);
    this.stepMs = stepLengths.find((ms) => spanMs / ms <= mostSteps) ?? (stepLengths.at(-1) as number);
    this.fromMs = Math.floor(fromMs / this.stepMs) * this.stepMs;
    this.length = Math.min(2 * mostSteps, Math.ceil((toMs - this.fromMs) / this.stepMs));
    this.cells = new Float64Array(this.length * width);
    this.isKnown = new Uint8Array(this.length);
  }

  get toMs(): number {
    return this.fromMs + this.length * this.stepMs;
  }

  /** Minutes and seconds have to come in the order of time. */
  addSecond(second: number, counts: Float64Array): void {
    const step = this.stepOf(second * 1_000);
    if (step !== null) this.add(step, counts);
  }

  /** A minute in which an engine ran, whatever was counted. */
  addMinute({ minute, counts }: Pick<MinuteRow, 'minute' | 'counts'>): void {
    const startMs = minute * minuteMs;
    if (this.stepMs >= minuteMs) {
      const step = this.stepOf(startMs);
      if (step !== null) this.add(step, counts);
      return;
    }
    const parts = minuteMs / this.stepMs;
    const share = counts.map((count, at) => (at === column.connections || at === column.peak ? count : count / parts));
    for (let part = 0; part < parts; part += 1) {
      const step = this.stepOf(startMs + part * this.stepMs);
      const whole = (at: number) => (part === 0 ? (counts[at] ?? 0) : 0);
      if (step !== null)
        this.add(
          step,
          share.map((count, at) => (happenings.has(at) ? whole(at) : count)),
        );
    }
  }

  history(): Omit<StatisticHistory, 'refusals' | 'sizes'> {
    const total = new Float64Array(width);
    let [peakStep, busiestStep, most] = [-1, -1, 0];
    for (let step = 0; step < this.length; step += 1) {
      const counts = this.at(step);
      const peak = counts[column.peak] as number;
      if (peak > (total[column.peak] as number)) peakStep = step;
      const messages = (counts[column.api] as number) + (counts[column.up] as number) + (counts[column.down] as number);
      if (messages > most) [busiestStep, most] = [step, messages];
      if (this.isKnown[step] === 1) addCounts(total, counts);
    }
    const at = (step: number) => (step === -1 ? null : this.fromMs + step * this.stepMs);
    return {
      fromMs: this.fromMs,
      stepMs: this.stepMs,
      steps: named((cell) => Array.from({ length: this.length }, (_, step) => this.value(step, cell))),
      totals: named((cell) => total[cell] as number) as Counts,
      peakAtMs: at(peakStep),
      busiestAtMs: at(busiestStep),
    };
  }

  private value(step: number, cell: number): number | null {
    return this.isKnown[step] === 1 ? (this.cells[step * width + cell] as number) : null;
  }

  private at(step: number): Float64Array {
    return this.cells.subarray(step * width, (step + 1) * width);
  }

  private add(step: number, counts: ArrayLike<number>): void {
    this.isKnown[step] = 1;
    addCounts(this.at(step), counts);
  }

  private stepOf(ms: number): number | null {
    const step = Math.floor((ms - this.fromMs) / this.stepMs);
    return step >= 0 && step < this.length ? step : null;
  }
}

function named<T>(value: (cell: number) => T): { readonly [C in StatisticColumn]: T } {
  return Object.fromEntries(statisticColumns.map((name, cell) => [name, value(cell)])) as {
    readonly [C in StatisticColumn]: T;
  };
}
