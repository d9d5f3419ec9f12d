import { formatCount } from '../../../format/count';
import { useTimeline } from '../../../state/timeline';
import styles from './filter.module.css';

/** How much of the capture the filter leaves: "418 of 12,450". */
export function Hits({ isFaulty, isComplete }: { isFaulty: boolean; isComplete: boolean }) {
  const { filter, appliedFilter, matches, total } = useTimeline();
  if (filter === '' && appliedFilter === '') return null;
  if (isFaulty) {
    return (
      <span className={styles.hits}>
        last good: <b>{formatCount(matches)}</b>
      </span>
    );
  }
  return (
    <span
      className={styles.hits}
      title={isComplete ? 'Entries that fit, of all that are kept' : 'Older entries are still being searched'}
    >
      <b>{formatCount(matches)}</b>
      <span className={styles.of}>{isComplete ? ` of ${formatCount(total)}` : ' so far, searching…'}</span>
    </span>
  );
}
