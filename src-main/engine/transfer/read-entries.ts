import type { EntryBody } from '../../contract/entry';
import type { Seq, ViewId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Bodies, ViewOpen } from '../../contract/view';

/** Where entries are read from: a capture in this process, or one behind a port. */
export interface EntrySource {
  openView(filter: string, after: Seq): Promise<ViewOpen>;
  bodies(viewId: ViewId, from: number, count: number): Promise<Bodies>;
  closeView(viewId: ViewId): void;
}

/** What came of reading; told apart from what was found, so that a reader can say what is missing. */
export interface EntryTotals {
  found: number;
  read: number;
}

/**
 * All entries of a view that is open, oldest first, as many at a time as one answer holds: the next are asked for when
 * these are taken, so memory stays the same for any number. Those recorded later are left out; those that retention took
 * away meanwhile are in `totals.found` and not in `totals.read`.
 */
export async function* readEntries(
  source: EntrySource,
  viewId: ViewId,
  totals: EntryTotals,
): AsyncGenerator<readonly EntryBody[]> {
  let { state } = await source.bodies(viewId, 0, 0);
  // Each answer comes after another slice of the search.
  while (!state.complete) {
    state = (await source.bodies(viewId, 0, 0)).state;
  }
  const end = state.first + state.length;
  totals.found = state.length;
  for (let from = state.first; from < end; ) {
    const bodies = await source.bodies(viewId, from, Math.min(limits.windowRows, end - from));
    const entries = bodies.entries.slice(0, Math.max(0, end - bodies.from));
    totals.read += entries.length;
    yield entries;
    // Where nothing is left of what was asked for, go on with what is kept.
    from = Math.max(bodies.from + entries.length, entries.length === 0 ? Math.max(bodies.state.first, from + 1) : 0);
  }
}
