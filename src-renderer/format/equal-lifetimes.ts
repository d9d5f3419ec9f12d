/** Many that lived about equally long: something ends them. */
export interface EqualLifetimes {
  readonly aboutMs: number;
  readonly count: number;
  /** None of them lived longer or shorter than `aboutMs` by more, ms. */
  readonly withinMs: number;
}

/** Alike: within this share of each other. */
const alike = 0.04;
/** Shorter ones are reloads and tests, of which nothing is to be learned. */
const shortestMs = 5_000;
const fewestAlike = 3;

/** The most that are alike, if they are at least half of all; null if there is no such time. */
export function equalLifetimes(livedMs: readonly number[]): EqualLifetimes | null {
  const sorted = [...livedMs].sort((one, other) => one - other);
  let best = { from: 0, count: 0 };
  let from = 0;
  for (let to = 0; to < sorted.length; to += 1) {
    while ((sorted[from] as number) < (sorted[to] as number) * (1 - alike)) from += 1;
    if (to - from + 1 > best.count) best = { from, count: to - from + 1 };
  }
  const of = sorted.slice(best.from, best.from + best.count);
  const aboutMs = of[of.length >> 1] ?? 0;
  if (best.count < fewestAlike || best.count * 2 < sorted.length || aboutMs < shortestMs) return null;
  return { aboutMs, count: best.count, withinMs: Math.max(aboutMs - (of[0] ?? 0), (of.at(-1) ?? 0) - aboutMs) };
}
