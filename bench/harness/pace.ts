import { median } from './statistics';

/** What the work below takes where the goals in ms and per second were set: a quiet machine of two cores. */
const usualMs = 230;
const leastPace = 0.35;
const rounds = 7;

/**
 * How fast this machine is at the moment, 1 for as fast as usual or faster, less for slower: what is held to a time or a
 * rate of its own, and to no peer, can be no faster than the machine. Bounded, so that it excuses only so much.
 */
export function pace(): number {
  work();
  const took = Array.from({ length: rounds }, () => {
    const startedMs = performance.now();
    work();
    return performance.now() - startedMs;
  });
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
