import { useEffect, useState } from 'react';
import type { Row } from '../../../../src-main/contract/entry';
import type { Seq } from '../../../../src-main/contract/ids';
import type { EngineClient } from '../../../engine/engine-client';
import { useEngine, useEngineState } from '../../../engine/hooks';
import type { EntryContent } from '../use-entry';

/** The other side of a comparison. */
export interface Comparison {
  readonly content: EntryContent;
  /** Entries between the two that have the very same body as the newer one, and how long before it the newest came, ms. */
  readonly skipped: number;
  readonly skippedMs: number | null;
}

/** none: nothing of the kind was found; gone: what is pinned is not kept any more. */
export type ComparisonState = Comparison | 'looking' | 'none' | 'gone';

interface Found {
  readonly row: Row;
  readonly skipped: number;
  readonly skippedMs: number | null;
}

async function findPrevious(engine: EngineClient, seq: Seq, signal: AbortSignal): Promise<Found | null> {
  let skipped = 0;
  let skippedMs: number | null = null;
  let before: Seq | undefined;
  for (;;) {
    const found = await engine.call('entry.previous', { seq, ...(before === undefined ? {} : { before }) }, signal);
    skipped += found.skipped;
    skippedMs ??= found.skippedMs;
    if (found.row !== null) return { row: found.row, skipped, skippedMs };
    if (found.searchedTo === null || signal.aborted) return null;
    before = found.searchedTo;
  }
}

async function contentOf(engine: EngineClient, seq: Seq, signal: AbortSignal): Promise<EntryContent | null> {
  const [body, explanation] = await Promise.all([
    engine.call('entry.body', { seq }, signal),
    engine.call('entry.explain', { seq }, signal),
  ]);
  return body === null || explanation === null ? null : { body, explanation };
}

/** What to compare an entry with: a pinned entry, or for null the one before it on the same channel and event. */
export function useComparison(row: Row, compareWith: Seq | null): ComparisonState {
  const engine = useEngine();
  const state = useEngineState();
  const key = `${row.seq} ${compareWith}`;
  const [answer, setAnswer] = useState<{ readonly key: string; readonly found: ComparisonState } | null>(null);
  const { seq } = row;
  useEffect(() => {
    if (state !== 'up') return;
    const controller = new AbortController();
    const { signal } = controller;
    const find = async (): Promise<ComparisonState> => {
      const previous =
        compareWith === null ? await findPrevious(engine, seq, signal) : { row: null, skipped: 0, skippedMs: null };
      if (previous === null) return 'none';
      const content = await contentOf(engine, compareWith ?? previous.row?.seq ?? 0, signal);
      return content === null ? 'gone' : { content, skipped: previous.skipped, skippedMs: previous.skippedMs };
    };
    find().then(
      (found) => signal.aborted || setAnswer({ key, found }),
      () => {},
    );
    return () => controller.abort();
  }, [engine, state, seq, compareWith, key]);
  return answer?.key === key ? answer.found : 'looking';
}
