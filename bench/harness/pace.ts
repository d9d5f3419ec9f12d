import { Worker } from 'node:worker_threads';
import { median } from './statistics';

/** What the work below takes where the goals in ms and per second were set: a quiet machine of two cores. */
const usualMs = 230;
const leastPace = 0.35;
const rounds = 7;

/**
 * How fast this machine is at the moment, 1 for as fast as usual or faster, less for slower: what is held to a time or a
 * rate of its own, and to no peer, can be no faster than the machine. A second thread does the same meanwhile: the window, the
 * engine and who publishes need both cores. Bounded, so that it excuses only so much.
 */
export async function pace(): Promise<number> {
  const other = new Worker(`const work = ${work.toString()}; for (;;) work();`, { eval: true });
  await new Promise((resolve) => other.once('online', resolve));
  work();
  const took = Array.from({ length: rounds }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
  await other.terminate();
  return Math.min(1, Math.max(leastPace, usualMs / median(took)));
}

/** Strings, objects and a map, as the hub and the page have them. */
function work(): number {
  const byName = new Map<string, { readonly list: readonly number[] }>();
  let count = 0;
  for (let at = 0; at < 200_000; at += 1) {
    const text = JSON.stringify({ id: at, name: `n${at % 997}`, list: [at, at + 1] });
    const value = JSON.parse(text) as { readonly name: string; readonly list: readonly number[] };
    byName.set(value.name, value);
    count += value.list.length;
  }
  return count + byName.size;
}
