import { formatCount } from '../../../format/count';
import { Rich } from '../../../languages/rich';
import { wordsOf } from '../../../languages/words';
import { useListPlace } from '../../../state/list-place';
import { useTimeline } from '../../../state/timeline';
import styles from './filter.module.css';

const t = wordsOf('timeline');

/** How much of the capture the filter leaves: "418 of 12,450". */
export function Hits({ isFaulty, isComplete }: { isFaulty: boolean; isComplete: boolean }) {
  const { filter, appliedFilter } = useTimeline();
  const { matches, total } = useListPlace();
  if (filter === '' && appliedFilter === '') return null;
  if (isFaulty) {
    return (
      <span className={styles.hits}>
        <Rich text={t.template('filter.lastGood')} values={{ matches }} />
      </span>
    );
  }
  return (
    <span className={styles.hits} title={isComplete ? t('filter.fit') : t('filter.searching')}>
      <b>{formatCount(matches)}</b>
      <span className={styles.of}>{isComplete ? t('filter.of', { total }) : t('filter.soFar')}</span>
    </span>
  );
}
