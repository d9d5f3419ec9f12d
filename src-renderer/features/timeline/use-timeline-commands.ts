import { formatCountOf } from '../../format/count';
import { useCommand } from '../../state/commands';
import { useNotices } from '../../state/notices';
import { focusRegion } from '../../state/regions';
import { useTimeline } from '../../state/timeline';
import type { TimelineList } from './timeline-list';

/** Empties the view and offers to take that back. The recording keeps everything. */
function clear(list: TimelineList): void {
  const { clearedUpTo, clear, length, setPaused } = useTimeline.getState();
  const lastSeq = list.lastSeq;
  if (lastSeq <= clearedUpTo) return;
  setPaused(false);
  clear(lastSeq);
  useNotices.getState().offerUndo({
    text: `Cleared ${formatCountOf(length, 'row')} from the view. The recording keeps them.`,
    undo: () => clear(clearedUpTo),
  });
}

export function useTimelineCommands(list: TimelineList): void {
  const { isPaused, setPaused } = useTimeline();
  useCommand('view.pause', isPaused ? 'Resume the view' : 'Pause the view', '$mod+Shift+KeyP', () =>
    setPaused(!isPaused),
  );
  useCommand('view.clear', 'Clear the view', '$mod+KeyL', () => clear(list));
  useCommand('view.follow', 'Follow the newest rows', null, () => useTimeline.getState().setFollowing(true));
  useCommand('filter.focus', 'Filter', '$mod+KeyF', () => focusRegion('filter'));
  useCommand('timeline.focus', 'Go to the timeline', '$mod+BracketLeft', () => focusRegion('timeline'));
}
