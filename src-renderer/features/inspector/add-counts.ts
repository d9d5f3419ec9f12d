import type { ChangeCount } from '../../../src-main/contract/note';

/** Counts of two stretches together, the most frequent first. */
export function addCounts(one: readonly ChangeCount[], other: readonly ChangeCount[]): readonly ChangeCount[] {
  const sums = new Map<string, ChangeCount>();
  for (const count of [...one, ...other]) {
    const key = JSON.stringify([count.kind, count.channel, count.event]);
    const known = sums.get(key);
    sums.set(key, known === undefined ? count : { ...known, count: known.count + count.count });
  }
  return [...sums.values()].sort((a, b) => b.count - a.count);
}
