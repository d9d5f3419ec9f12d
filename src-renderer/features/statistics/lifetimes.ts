import { type EqualLifetimes, equalLifetimes } from '../../format/equal-lifetimes';

export interface LifetimeBar {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
  /** True if most of what lived equally long is in it. */
  readonly isSpike: boolean;
}

export interface LifetimeBars {
  readonly bars: readonly LifetimeBar[];
  /** Many that lived about equally long: something ends them. null if there is no such time. */
  readonly spike: EqualLifetimes | null;
}

const second = 1_000;
const widths = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600, 86_400].map(
  (seconds) => seconds * second,
);
const mostBars = 14;
/** Lifetimes in bars of equal width; those far above the others are in the last one. */
export function lifetimeBars(livedMs: readonly number[]): LifetimeBars {
  if (livedMs.length === 0) return { bars: [], spike: null };
  const sorted = [...livedMs].sort((left, right) => left - right);
  const far = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * 0.98))] as number;
  const width = widths.find((ms) => (far + 1) / ms <= mostBars) ?? Math.ceil(far / mostBars / 86_400_000) * 86_400_000;
  const length = Math.floor(far / width) + 2;
  const spike = equalLifetimes(sorted);
  const counts = new Array<number>(length).fill(0);
  for (const ms of sorted) {
    const at = Math.min(length - 1, Math.floor(ms / width));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const spikeBar = spike === null ? -1 : Math.min(length - 1, Math.floor(spike.aboutMs / width));
  return {
    bars: counts.map((count, at) => ({ fromMs: at * width, toMs: (at + 1) * width, count, isSpike: at === spikeBar })),
    spike,
  };
}
