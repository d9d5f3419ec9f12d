import { useCallback, useEffect, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import { useEngine, useView } from '../../engine/hooks';
import { mainActs } from '../../state/main-acts';
import { useTimeline, viewFilter } from '../../state/timeline';

/**
 * The rows before and after one in the list, for where there is no room to show it. `go(-1)` selects the one before.
 * Both are null while the engine has not said, and at either end.
 */
export function useNeighbours(row: Row): { before: Row | null; after: Row | null; go(by: -1 | 1): void } {
  const engine = useEngine();
  const filter = useTimeline(({ filter, arePingsShown }) => viewFilter(filter, arePingsShown));
  const clearedUpTo = useTimeline(({ clearedUpTo }) => clearedUpTo);
  const { view } = useView(filter, clearedUpTo);
  const [found, setFound] = useState<{ of: number; before: Row | null; after: Row | null } | null>(null);
  const viewId = view?.viewId ?? null;
  const end = view === null ? 0 : view.first + view.length;
  const { seq } = row;
  useEffect(() => {
    if (viewId === null) return;
    const controller = new AbortController();
    const { signal } = controller;
    const find = async () => {
      const { position } = await engine.call('view.locate', { viewId, seq }, signal);
      if (position === null || position >= end) return;
      const { from, rows } = await engine.call('view.rows', { viewId, from: position - 1, count: 3 }, signal);
      if (signal.aborted) return;
      const at = (wanted: number) => rows[wanted - from] ?? null;
      setFound({ of: seq, before: at(position - 1), after: at(position + 1) });
    };
    find().catch(() => {});
    return () => controller.abort();
  }, [engine, viewId, end, seq]);
  const current = found?.of === seq ? found : null;
  const go = useCallback(
    (by: -1 | 1) => {
      const next = by === -1 ? current?.before : current?.after;
      if (next) mainActs().select(next);
    },
    [current],
  );
  return { before: current?.before ?? null, after: current?.after ?? null, go };
}
