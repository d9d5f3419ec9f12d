/** One stay in a view. */
export interface Visit {
  readonly view: string;
  /** Longest task of the page while the view was opened and used, ms; 0 if none was over 50 ms. */
  readonly actedMs: number;
  /** The same, after that. */
  readonly stayedMs: number;
  /** Of the time the page's tasks took, the part in which it had a processor. */
  readonly share: number;
  /** How long a fixed piece of work that is too short to be interrupted took in the page then, ms. */
  readonly referenceMs: number;
}

/** What the piece of work takes on two quiet cores of a small server. */
const quietMs = 4;

/** What a page holds at a moment, after collecting garbage. */
export interface Sample {
  readonly atMs: number;
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/**
 * How fast what a page holds grows, as a share of its median a minute: the median of the slopes between all pairs of samples,
 * which a few outliers do not move (Theil and Sen). 0 for fewer than three samples.
 */
export function growthOf(samples: readonly Sample[]): Readonly<Record<'heap' | 'nodes' | 'listeners', number>> {
  const growth = (of: Exclude<keyof Sample, 'atMs'>) => {
    const slopes = samples.flatMap((one, index) =>
      samples.slice(index + 1).map((other) => ((other[of] - one[of]) / (other.atMs - one.atMs)) * 60_000),
    );
    return samples.length < 3 ? 0 : median(slopes) / median(samples.map((one) => one[of]));
  };
  return { heap: growth('heapBytes'), nodes: growth('nodes'), listeners: growth('listeners') };
}

/**
 * The views whose typical visit has the longest tasks, in ms of a quiet machine: on one that is busy elsewhere a page waits
 * for a processor, which is then slower too, and some visits are spoiled more than others.
 */
export function typicalOf(visits: readonly Visit[]): {
  readonly actedIn: string;
  readonly actedMs: number;
  readonly stayedIn: string;
  readonly stayedMs: number;
} {
  const [acted, stayed] = [worst(visits, 'actedMs'), worst(visits, 'stayedMs')];
  return { actedIn: acted.view, actedMs: acted.ms, stayedIn: stayed.view, stayedMs: stayed.ms };
}

function worst(visits: readonly Visit[], of: 'actedMs' | 'stayedMs'): { readonly view: string; readonly ms: number } {
  const quiet = (one: Visit) => (one[of] * Math.min(1, one.share)) / Math.max(1, one.referenceMs / quietMs);
  const typical = [...new Set(visits.map(({ view }) => view))].map((view) => ({
    view,
    ms: Math.round(median(visits.filter((one) => one.view === view).map(quiet))),
  }));
  return typical.reduce((most, one) => (one.ms > most.ms ? one : most));
}
