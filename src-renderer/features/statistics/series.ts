import type { StatisticHistory } from '../../../src-main/contract/statistics';

/** One step of the charts. Rates are per second; null where no engine ran. */
export interface Point {
  readonly atMs: number;
  readonly api: number | null;
  readonly up: number | null;
  readonly down: number | null;
  readonly bytesUp: number | null;
  readonly bytesDown: number | null;
  readonly connections: number | null;
  readonly refused: number | null;
  readonly errors: number | null;
}

/** The steps of a history as points. The last step may have begun only: its rate is that of what is over of it. */
export function pointsOf({ fromMs, stepMs, steps }: StatisticHistory, toMs: number): Point[] {
  const count = steps.connections.filter((_, at) => fromMs + at * stepMs < toMs).length;
  return Array.from({ length: count }, (_, at) => {
    const atMs = fromMs + at * stepMs;
    const seconds = Math.max(1, Math.min(stepMs, toMs - atMs) / 1_000);
    const rate = (values: readonly (number | null)[]) => {
      const value = values[at] ?? null;
      return value === null ? null : value / seconds;
    };
    return {
      atMs,
      api: rate(steps.api),
      up: rate(steps.up),
      down: rate(steps.down),
      bytesUp: rate(steps.bytesUp),
      bytesDown: rate(steps.bytesDown),
      connections: steps.peak[at] ?? null,
      refused: steps.refused[at] ?? null,
      errors: steps.errors[at] ?? null,
    };
  });
}

/** The highest of some columns together, 0 if there is none. */
export function most(points: readonly Point[], ...columns: readonly (readonly (keyof Point)[])[]): number {
  let highest = 0;
  for (const point of points) {
    for (const together of columns) {
      highest = Math.max(
        highest,
        together.reduce((sum, name) => sum + (point[name] ?? 0), 0),
      );
    }
  }
  return highest;
}

/** The newest value of a column that is known. */
export function newest(points: readonly Point[], column: keyof Point): number {
  for (let at = points.length - 1; at >= 0; at -= 1) {
    const value = points[at]?.[column];
    if (value !== null && value !== undefined) return value;
  }
  return 0;
}
