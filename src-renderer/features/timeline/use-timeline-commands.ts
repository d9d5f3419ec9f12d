import { wordsOf } from '../../languages/words';
import { useCommand } from '../../state/commands';
import { useListPlace } from '../../state/list-place';
import { useNotices } from '../../state/notices';
import { focusRegion } from '../../state/regions';
import { useTimeline } from '../../state/timeline';
import type { TimelineList } from './timeline-list';

const t = wordsOf('timeline');

/** Empties the view and offers to take that back. The recording keeps everything. */
function clear(list: TimelineList): void {
  const { clearedUpTo, clear, setPaused } = useTimeline.getState();
  const { length } = useListPlace.getState();
  const lastSeq = list.lastSeq;
  if (lastSeq <= clearedUpTo) return;
  setPaused(false);
  clear(lastSeq);
  useNotices.getState().offerUndo({
    text: t('cleared', { count: length }),
    undo: () => clear(clearedUpTo),
  });
}

export function useTimelineCommands(list: TimelineList): void {
  const { isPaused, setPaused } = useTimeline();
  useCommand('view.pause', isPaused ? t('command.resume') : t('command.pause'), '$mod+Shift+KeyP', () =>
    setPaused(!isPaused),
  );
  useCommand('view.clear', t('command.clear'), '$mod+KeyL', () => clear(list));
  useCommand('view.follow', t('command.follow'), null, () => useTimeline.getState().setFollowing(true));
  useCommand('filter.focus', t('command.filter'), '$mod+KeyF', () => focusRegion('filter'));
  useCommand('timeline.focus', t('command.focus'), '$mod+BracketLeft', () => focusRegion('timeline'));
}
