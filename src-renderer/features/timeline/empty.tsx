import { useHubCall } from '../../engine/hooks';
import { wordsOf } from '../../languages/words';
import { compose } from '../../state/draft';
import { useListPlace } from '../../state/list-place';
import { useTimeline } from '../../state/timeline';
import { Button } from '../../ui/button';
import styles from './timeline.module.css';

const t = wordsOf('timeline');

interface Nothing {
  readonly says: string;
  readonly act: string;
  run(): void;
}

/** Why the list has no rows, and the one way on. */
export function Empty() {
  const total = useListPlace(({ total }) => total);
  const { isPaused, setPaused, appliedFilter, setFilter, clearedUpTo, clear, showPings } = useTimeline();
  const hub = useHubCall('hub.state', 5_000);
  const nothing = (): Nothing => {
    if (isPaused) {
      const says = t('empty.paused');
      return { says, act: t('empty.resume'), run: () => setPaused(false) };
    }
    if (clearedUpTo > 0 && appliedFilter === '') {
      const says = t('empty.cleared', { count: total });
      return { says, act: t('empty.showAgain'), run: () => clear(0) };
    }
    if (appliedFilter !== '') {
      const says = t(clearedUpTo > 0 ? 'empty.noMatchSince' : 'empty.noMatch', { count: total });
      return { says, act: t('empty.clearFilter'), run: () => setFilter('') };
    }
    if (total > 0) {
      const says = t('empty.onlyPings', { count: total });
      return { says, act: t('empty.showPings'), run: () => showPings(true) };
    }
    const listening = hub?.listeners.find(({ state }) => state === 'listening')?.url;
    const says =
      listening === undefined ? t('empty.nothing') : t('empty.nothingReady', { address: new URL(listening).host });
    return { says, act: t('empty.test'), run: () => compose({ channel: 'test', event: 'Test' }) };
  };
  const { says, act, run } = nothing();
  return (
    <div className={styles.empty}>
      <p>{says}</p>
      <Button look="line" size="small" onPress={run}>
        {act}
      </Button>
    </div>
  );
}
