import { type StatisticColumn, statisticColumns } from '../../contract/statistics';

/** Seconds that are remembered one by one. */
export const ringSeconds = 900;

export const width = statisticColumns.length;
/** Place of each column in a second's cells. */
export const column = Object.fromEntries(statisticColumns.map((name, at) => [name, at])) as {
  readonly [C in StatisticColumn]: number;
};

/** Counts of the last seconds. A second costs nothing until something is counted in it or it is read. */
export class SecondRing {
  readonly cells = new Float64Array(ringSeconds * width);
  /** The newest second, as seconds since the epoch. */
  second: number;

  constructor(readonly startSecond: number) {
    this.second = startSecond;
  }

  /** Oldest second that is remembered. */
  get first(): number {
    return Math.max(this.startSecond, this.second - ringSeconds + 1);
  }

  /** Where the cells of a second begin; the seconds up to it are begun. One that is past is the newest. */
  moveTo(second: number): number {
    if (second > this.second) {
      this.begin(second);
    }
    return (this.second % ringSeconds) * width;
  }

  /** Where the cells of a remembered second begin. */
  offset(second: number): number {
    return (second % ringSeconds) * width;
  }

  private begin(second: number): void {
    const { cells } = this;
    const connections = cells[this.offset(this.second) + column.connections] as number;
    for (let next = Math.max(this.second + 1, second - ringSeconds + 1); next <= second; next += 1) {
      const at = this.offset(next);
      cells.fill(0, at, at + width);
      cells[at + column.connections] = connections;
      cells[at + column.peak] = connections;
    }
    this.second = second;
  }
}
