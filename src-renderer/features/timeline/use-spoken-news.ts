import { useEffect, useRef } from 'react';
import type { KindCounts } from '../../../src-main/contract/kind-counts';
import { listed } from '../../languages/joined';
import { wordsOf } from '../../languages/words';
import { useListPlace } from '../../state/list-place';
import { useNotices } from '../../state/notices';

const t = wordsOf('timeline');

/** A summary is said at most so often, never a row. */
const everyMs = 8_000;

/** Tells screen readers how much came: "38 new rows, 1 refused". */
export function useSpokenNews({ refused, error, complete }: KindCounts): void {
  const now = useRef({ refused, error, complete });
  now.current = { refused, error, complete };
  useEffect(() => {
    let told: { total: number; refused: number; error: number } | null = null;
    const timer = setInterval(() => {
      const { total } = useListPlace.getState();
      const { refused, error, complete } = now.current;
      if (!complete) return;
      const before = told;
      told = { total, refused, error };
      if (before === null || document.hidden || total <= before.total) return;
      const parts = [
        t('news.entries', { count: total - before.total }),
        ...(refused > before.refused ? [t('news.refused', { refused: refused - before.refused })] : []),
        ...(error > before.error ? [t('news.errors', { count: error - before.error })] : []),
      ];
      useNotices.getState().say(listed(parts));
    }, everyMs);
    return () => clearInterval(timer);
  }, []);
}
