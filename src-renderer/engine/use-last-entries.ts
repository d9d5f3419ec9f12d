import { useEffect, useState } from 'react';
import type { EntryBody } from '../../src-main/contract/entry';
import type { ViewState } from '../../src-main/contract/view';
import { useEngine, useEngineState } from './hooks';
import { LiveView } from './live-view';

export interface LastEntries {
  /** The newest entries that match, oldest first. */
  readonly entries: readonly EntryBody[];
  /** How many match in all, and whether that is all of the capture yet. */
  readonly matches: number;
  readonly isComplete: boolean;
}

/** How soon after an answer the next one is asked for. */
const shortestGapMs = 100;

/** The last `count` entries a filter finds, as they come; null before the first answer. `filter` null: nothing is looked for. */
export function useLastEntries(filter: string | null, count: number): LastEntries | null {
  const engine = useEngine();
  const state = useEngineState();
  const [last, setLast] = useState<LastEntries | null>(null);
  useEffect(() => {
    setLast(null);
    if (filter === null || state !== 'up') return;
    let view: LiveView | null = null;
    let isOver = false;
    let isReading = false;
    let readRevision = -1;
    const read = async (opened: LiveView) => {
      if (isReading || isOver || readRevision === opened.state.revision) return;
      isReading = true;
      const { first, length, matches, complete, revision }: ViewState = opened.state;
      readRevision = revision;
      const entries = await lastBodies(opened, first, length, count).catch(() => null);
      if (entries !== null && !isOver) setLast({ entries, matches, isComplete: complete });
      setTimeout(() => {
        isReading = false;
        void read(opened);
      }, shortestGapMs);
    };
    LiveView.open(engine, { filter }).then(
      (opened) => {
        view = opened;
        if (isOver) return opened.close();
        opened.onChange(() => void read(opened));
        void read(opened);
      },
      () => {},
    );
    return () => {
      isOver = true;
      view?.close();
    };
  }, [engine, state, filter, count]);
  return last;
}

/** Answers are bounded by bytes, so that it may take more than one. */
async function lastBodies(view: LiveView, first: number, length: number, count: number): Promise<readonly EntryBody[]> {
  const end = first + length;
  const found: EntryBody[] = [];
  let from = Math.max(first, end - count);
  while (from < end) {
    const { entries, from: at } = await view.bodies(from, end - from);
    if (entries.length === 0) break;
    found.push(...entries);
    from = at + entries.length;
  }
  return found;
}
