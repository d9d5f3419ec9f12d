import { Rich } from '../../languages/rich';
import { useWords } from '../../languages/use-words';
import { useListPlace } from '../../state/list-place';
import { useTimeline } from '../../state/timeline';

/** "Not following row 12,322 of 12,450". */
export function ListPlace() {
  const t = useWords('status');
  const { isFollowing, isPaused } = useTimeline();
  const { row, length, waiting } = useListPlace();
  const state = isPaused ? 'paused' : isFollowing ? 'following' : 'notFollowing';
  return (
    <span>
      <Rich text={t.template(state)} />
      {length > 0 && t('place', { row, length })}
      {isPaused && waiting > 0 && t('waiting', { waiting })}
    </span>
  );
}
