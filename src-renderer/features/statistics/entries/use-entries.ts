import { useCallback, useEffect, useState } from 'react';
import type { ConnectionStatisticsEntry, EntriesPage, EntriesQuery } from '../../../../src-main/contract/statistics';
import type { EngineClient } from '../../../engine/engine-client';
import { useEngine, useEngineState } from '../../../engine/hooks';

/** Rows asked for at once, and to begin with. */
export const pageRows = 200;
const fullPage = 1_000;
const refreshMs = 5_000;

export type Selection = Pick<EntriesQuery, 'app' | 'fromMs' | 'toMs'>;

export interface ShownEntries {
  readonly page: EntriesPage;
  /** Newest first. */
  readonly entries: readonly ConnectionStatisticsEntry[];
}

/** Rows of the table, newest first and kept up to date; `showOlder` adds those before. null before the first answer. */
export function useEntries(select: (nowMs: number) => Selection, key: string) {
  const engine = useEngine();
  const state = useEngineState();
  const [shown, setShown] = useState<(ShownEntries & { readonly key: string }) | null>(null);
  const [rows, setRows] = useState(pageRows);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection begins anew
  useEffect(() => setRows(pageRows), [key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what `select` gives
  useEffect(() => {
    if (state !== 'up') return;
    let isOver = false;
    const ask = async () => {
      const newest = await readEntries(engine, { ...select(Date.now()), order: 'newest' }, rows).catch(() => null);
      if (!isOver && newest !== null) setShown({ ...newest, key });
    };
    void ask();
    const timer = setInterval(ask, refreshMs);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [engine, state, key, rows]);
  const showOlder = useCallback(() => setRows((before) => before + pageRows), []);
  return { shown: shown !== null && shown.key === key ? shown : null, showOlder };
}

/** Rows in the order asked for, at most so many. Rejects with a ProblemError. */
export async function readEntries(
  engine: EngineClient,
  query: Selection & Pick<EntriesQuery, 'order'>,
  most: number,
): Promise<ShownEntries> {
  const entries: ConnectionStatisticsEntry[] = [];
  let after: number | null = null;
  for (;;) {
    const count = Math.min(fullPage, most - entries.length);
    const page: EntriesPage = await engine.call('statistics.entries', { ...query, after, count });
    entries.push(...page.entries);
    after = entries.at(-1)?.id ?? null;
    if (page.entries.length < count || entries.length >= most) return { page, entries };
  }
}
