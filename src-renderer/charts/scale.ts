/** A value axis: from 0 to `max` in even steps. */
export interface ValueScale {
  readonly max: number;
  readonly ticks: readonly number[];
}

/** An axis that holds `most`, in 2 to 4 steps of 1, 2 or 5 times a power of ten; `isWhole`: of what there are no parts of. */
export function valueScale(most: number, isWhole = false): ValueScale {
  const rough = Math.max(most, isWhole ? 2 : 0.4) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(isWhole ? 1 : 0, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const count = Math.max(2, Math.ceil(most / step - 1e-9));
  const ticks = Array.from({ length: count + 1 }, (_, at) => Number((at * step).toPrecision(12)));
  return { max: ticks.at(-1) ?? step, ticks };
}

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const lengths = [
  ...[5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7].map((n) => n * day),
];

export interface TimeTicks {
  readonly ticks: readonly number[];
  /** Whether seconds, minutes or only the day tell one from the next. */
  readonly unit: 'second' | 'minute' | 'day';
}

/** Round local times in a span, at most `most` of them. */
export function timeTicks(fromMs: number, toMs: number, most = 6): TimeTicks {
  const length = lengths.find((ms) => (toMs - fromMs) / ms <= most) ?? Math.ceil((toMs - fromMs) / most / day) * day;
  const offsetMs = new Date(fromMs).getTimezoneOffset() * minute;
  const ticks: number[] = [];
  for (let at = Math.ceil((fromMs - offsetMs) / length) * length + offsetMs; at <= toMs; at += length) ticks.push(at);
  return { ticks, unit: length < minute ? 'second' : length < day ? 'minute' : 'day' };
}
