import { useEffect, useState } from 'react';
import type { KindCounts } from '../../../src-main/contract/kind-counts';
import { useEngine, useEngineState } from '../../engine/hooks';
import { useTimeline } from '../../state/timeline';

/** Counted anew at most so often. */
const everyMs = 500;
const none: KindCounts = { refused: 0, error: 0, ping: 0, complete: false };

/** How many refusals, errors and heartbeats there are since the view was cleared, whatever the filter shows. */
export function useKindCounts(): KindCounts {
  const engine = useEngine();
  const state = useEngineState();
  const after = useTimeline(({ clearedUpTo }) => clearedUpTo);
  const [counts, setCounts] = useState(none);
  useEffect(() => {
    if (state !== 'up') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isBusy = false;
    let isWanted = false;
    let isOver = false;
    const ask = async () => {
      // What comes meanwhile is counted together.
      isWanted = isBusy;
      if (isBusy) return;
      isBusy = true;
      const answer = await engine.call('capture.counts', { after }).catch(() => null);
      if (isOver) return;
      if (answer !== null) setCounts((before) => (isSame(before, answer) ? before : answer));
      timer = setTimeout(() => {
        isBusy = false;
        if (isWanted || answer?.complete === false) void ask();
      }, everyMs);
    };
    void ask();
    const stop = engine.onSignal('view.changed', () => void ask());
    return () => {
      isOver = true;
      clearTimeout(timer);
      stop();
    };
  }, [engine, state, after]);
  return counts;
}

function isSame(one: KindCounts, other: KindCounts): boolean {
  return (Object.keys(one) as (keyof KindCounts)[]).every((name) => one[name] === other[name]);
}
