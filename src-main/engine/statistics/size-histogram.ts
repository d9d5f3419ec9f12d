import type { SizeDistribution } from '../../contract/statistics';

/** Parts of each doubling: a bucket is at most 1/8 wide, and its middle at most 7 % off. */
const parts = 8;
const partBits = 3;
const buckets = parts * (32 - partBits);
const firstBarBytes = 8;

/** Sizes in bytes, in buckets that grow with them. Constant time, constant size. */
export class SizeHistogram {
  readonly counts = new Float64Array(buckets);
  max = 0;

  add(bytes: number): void {
    const bucket = bucketOf(bytes);
    this.counts[bucket] = (this.counts[bucket] as number) + 1;
    if (bytes > this.max) {
      this.max = bytes;
    }
  }

  /** Buckets that hold something, for keeping. */
  entries(): [bucket: number, count: number][] {
    const kept: [number, number][] = [];
    this.counts.forEach((count, bucket) => {
      if (count > 0) kept.push([bucket, count]);
    });
    return kept;
  }

  merge(entries: readonly (readonly [bucket: number, count: number])[], max: number): void {
    for (const [bucket, count] of entries) {
      if (bucket >= 0 && bucket < buckets) this.counts[bucket] = (this.counts[bucket] as number) + count;
    }
    this.max = Math.max(this.max, max);
  }

  distribution(): SizeDistribution {
    const count = this.counts.reduce((sum, one) => sum + one, 0);
    const quantile = (share: number) => (count === 0 ? null : this.quantile(share * count));
    return {
      count,
      median: quantile(0.5),
      p95: quantile(0.95),
      p99: quantile(0.99),
      max: count === 0 ? null : this.max,
      bars: this.bars(),
    };
  }

  private quantile(rank: number): number {
    let sum = 0;
    for (let bucket = 0; bucket < buckets; bucket += 1) {
      sum += this.counts[bucket] as number;
      if (sum >= rank && sum > 0) return Math.min(middleOf(bucket), this.max);
    }
    return this.max;
  }

  private bars(): { fromBytes: number; count: number }[] {
    const bars = new Map<number, number>();
    this.counts.forEach((count, bucket) => {
      if (count === 0) return;
      const fromBytes = Math.max(firstBarBytes, 2 ** Math.floor(Math.log2(Math.max(1, startOf(bucket)))));
      bars.set(fromBytes, (bars.get(fromBytes) ?? 0) + count);
    });
    return [...bars].sort(([left], [right]) => left - right).map(([fromBytes, count]) => ({ fromBytes, count }));
  }
}

/** Up to 8 bytes each size is a bucket of its own; above, each doubling has 8. */
function bucketOf(bytes: number): number {
  if (bytes < parts) {
    return Math.max(bytes, 0);
  }
  const power = 31 - Math.clz32(bytes);
  return (power - partBits + 1) * parts + ((bytes >>> (power - partBits)) & (parts - 1));
}

function startOf(bucket: number): number {
  if (bucket < parts) {
    return bucket;
  }
  const power = Math.floor(bucket / parts) + partBits - 1;
  return 2 ** power + (bucket % parts) * 2 ** (power - partBits);
}

function middleOf(bucket: number): number {
  const start = startOf(bucket);
  return bucket < 2 * parts ? start : Math.round((start + startOf(bucket + 1) - 1) / 2);
}
