import { formatCount } from '../../format/count';
import { useTimeline } from '../../state/timeline';

/** "Not following row 12,322 of 12,450". */
export function ListPlace() {
  const { isFollowing, isPaused, row, length, waiting } = useTimeline();
  const state = isPaused ? 'Paused' : isFollowing ? 'Following' : 'Not following';
  return (
    <span>
      <b>{state}</b>
      {length > 0 && `row ${formatCount(row)} of ${formatCount(length)}`}
      {isPaused && waiting > 0 && `· ${formatCount(waiting)} waiting`}
    </span>
  );
}
