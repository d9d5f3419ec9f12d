import { useEngineState } from '../../engine/hooks';
import { formatClock } from '../../format/instant';
import { Rich } from '../../languages/rich';
import { useWords } from '../../languages/use-words';
import { StatusSentence } from '../../state/status-slot';
import { useTimeline } from '../../state/timeline';

/** Whether the charts go on by themselves, in the status bar. */
export function NowStatus({ atMs }: { atMs: number | null }) {
  const t = useWords('statistics');
  const isUp = useEngineState() === 'up';
  const isPaused = useTimeline(({ isPaused }) => isPaused);
  if (atMs === null) return null;
  const state = !isUp ? 'lost' : isPaused ? 'paused' : 'live';
  return (
    <StatusSentence>
      <span>
        <Rich text={t.template(`status.${state}`)} values={{ at: formatClock(atMs) }} />
      </span>
    </StatusSentence>
  );
}
