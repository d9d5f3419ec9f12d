const bucketMs = 500;
const buckets = 10;
const windowS = (bucketMs * buckets) / 1000;

/** Counts, and how many a second over the last 5 s. Constant time, no timer. */
export class RateCounter {
  total = 0;
  private readonly counts = new Float64Array(buckets);
  private current = 0;

  add(count: number, nowMs: number): void {
    this.total += count;
    this.moveTo(nowMs);
    this.counts[this.current % buckets] = (this.counts[this.current % buckets] as number) + count;
  }

  perSecond(nowMs: number): number {
    this.moveTo(nowMs);
    let sum = 0;
    for (const count of this.counts) {
      sum += count;
    }
    return sum / windowS;
  }

  private moveTo(nowMs: number): void {
    const bucket = Math.floor(nowMs / bucketMs);
    if (bucket <= this.current) {
      return;
    }
    const from = Math.max(this.current + 1, bucket - buckets + 1);
    for (let passed = from; passed <= bucket; passed += 1) {
      this.counts[passed % buckets] = 0;
    }
    this.current = bucket;
  }
}
