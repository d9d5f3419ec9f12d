import { useEngineState } from '../../engine/hooks';
import { formatClock } from '../../format/instant';
import { useWords } from '../../languages/use-words';
import { compose } from '../../state/draft';
import { useTimeline } from '../../state/timeline';
import { Button } from '../../ui/button';
import styles from './now.module.css';
import type { Shown } from './use-history';

/** Why the charts stand still or are empty, and the one way on; nothing while they are neither. */
export function StateLine({ atMs, shown }: { atMs: number | null; shown: Shown | null }) {
  const t = useWords('statistics');
  const state = useEngineState();
  const { isPaused, setPaused } = useTimeline();
  if (state !== 'up') {
    const says = atMs === null ? t('waiting') : t('lost', { at: formatClock(atMs) });
    return <p className={styles.state}>{says}</p>;
  }
  if (isPaused) {
    return (
      <p className={styles.state}>
        <b>{t('paused')}</b> {t('pausedSays')}
        <Button look="line" size="small" onPress={() => setPaused(false)}>
          {t('resume')}
        </Button>
      </p>
    );
  }
  const totals = shown?.history.totals;
  const counted = totals === undefined ? 1 : Object.values(totals).reduce((sum, count) => sum + count, 0);
  if (counted > 0) return null;
  return (
    <p className={`${styles.state} ${styles.plain}`}>
      {t('nothingYet')}
      <Button look="line" size="small" onPress={() => compose({ channel: 'test', event: 'Test' })}>
        {t('sendTest')}
      </Button>
    </p>
  );
}
