import { CircleDot } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { useDescription } from '../../engine/use-description';
import { formatElapsed } from '../../format/duration';
import { formatClock } from '../../format/instant';
import { useWords } from '../../languages/use-words';
import { useListPlace } from '../../state/list-place';
import { Icon } from '../../ui/icon';
import { WithTooltip } from '../../ui/tooltip';
import styles from './toolbar.module.css';

function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** For how long this run has been recording, and how much is kept. */
export function Recording({ isUp }: { isUp: boolean }) {
  const t = useWords('toolbar');
  const startedAtMs = useDescription()?.startedAtMs;
  const total = useListPlace(({ total }) => total);
  const now = useNow();
  if (!isUp || startedAtMs === undefined) {
    return isUp ? null : <span className={styles.stopped}>{t('notRecording')}</span>;
  }
  return (
    <WithTooltip text={t('recordedSince', { since: formatClock(startedAtMs), count: total })}>
      <AriaButton className={styles.recording ?? ''}>
        <Icon of={CircleDot} className={styles.live} />
        <span className={styles.wide}>{t('recording')}</span>
        <span className={styles.time}>{formatElapsed(now - startedAtMs)}</span>
      </AriaButton>
    </WithTooltip>
  );
}
