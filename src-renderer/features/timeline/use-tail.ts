import { useEffect, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import type { ViewState } from '../../../src-main/contract/view';
import { useEngine } from '../../engine/hooks';

/** The newest rows of a view, at most `count`. */
export function useTail(view: ViewState | null, count: number): readonly Row[] {
  const engine = useEngine();
  const [rows, setRows] = useState<readonly Row[]>([]);
  useEffect(() => {
    if (view === null) return;
    const controller = new AbortController();
    const { viewId, first, length } = view;
    const from = Math.max(first, first + length - count);
    engine.call('view.rows', { viewId, from, count }, controller.signal).then(
      (window) => {
        if (!controller.signal.aborted) setRows(window.rows);
      },
      () => {},
    );
    return () => controller.abort();
  }, [engine, view, count]);
  return rows;
}
