import { useEffect, useRef } from 'react';
import type { KindCounts } from '../../../src-main/contract/kind-counts';
import { formatCountOf } from '../../format/count';
import { useNotices } from '../../state/notices';
import { useTimeline } from '../../state/timeline';

/** A summary is said at most so often, never a row. */
const everyMs = 8_000;

/** Tells screen readers how much came: "38 new rows, 1 refused". */
export function useSpokenNews({ refused, error, complete }: KindCounts): void {
  const now = useRef({ refused, error, complete });
  now.current = { refused, error, complete };
  useEffect(() => {
    let told: { total: number; refused: number; error: number } | null = null;
    const timer = setInterval(() => {
      const { total } = useTimeline.getState();
      const { refused, error, complete } = now.current;
      if (!complete) return;
      const before = told;
      told = { total, refused, error };
      if (before === null || document.hidden || total <= before.total) return;
      const parts = [
        formatCountOf(total - before.total, 'new entry', 'new entries'),
        ...(refused > before.refused ? [`${refused - before.refused} refused`] : []),
        ...(error > before.error ? [formatCountOf(error - before.error, 'error')] : []),
      ];
      useNotices.getState().say(parts.join(', '));
    }, everyMs);
    return () => clearInterval(timer);
  }, []);
}
