import { formatCount } from '../../format/count';
import { useTimeline } from '../../state/timeline';

/** Where the list stands. */
export function StatusBar() {
  const { isFollowing, row, length } = useTimeline();
  return (
    <footer>
      {isFollowing ? 'Following' : 'Not following'} row {formatCount(row)} of {formatCount(length)}
    </footer>
  );
}
