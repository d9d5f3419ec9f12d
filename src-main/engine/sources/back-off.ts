const firstMs = 250;
const longestMs = 10_000;

/** How long to wait before attempt number `count` (1 is the first again), ms: longer each time, never the same for many. */
export function backOffMs(count: number, random: () => number): number {
  const most = Math.min(longestMs, firstMs * 2 ** Math.min(count - 1, 10));
  return Math.round(most / 2 + (most / 2) * random());
}
