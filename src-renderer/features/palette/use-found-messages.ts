import { useEffect, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import type { EngineClient } from '../../engine/engine-client';
import { useEngine } from '../../engine/hooks';

const restMs = 150;
const most = 6;
const shortest = 2;

/** The query as one text of a filter, whatever signs are in it. */
export function textFilter(query: string): string {
  return `"${query.replaceAll('"', ' ').trim()}"`;
}

async function search(engine: EngineClient, query: string): Promise<readonly Row[]> {
  const view = await engine.call('view.open', { filter: textFilter(query) });
  const { viewId, first, length } = view;
  const from = Math.max(first, first + length - most);
  const { rows } = await engine.call('view.rows', { viewId, from, count: most });
  void engine.call('view.close', { viewId }).catch(() => {});
  return [...rows].reverse();
}

/** The newest messages with these words, looked for when somebody rests from typing. */
export function useFoundMessages(query: string): readonly Row[] {
  const engine = useEngine();
  const [found, setFound] = useState<{ query: string; rows: readonly Row[] }>({ query: '', rows: [] });
  useEffect(() => {
    if (query.length < shortest) return;
    let isOver = false;
    const timer = setTimeout(() => {
      search(engine, query).then(
        (rows) => isOver || setFound({ query, rows }),
        () => {},
      );
    }, restMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [engine, query]);
  return found.query === query ? found.rows : [];
}
