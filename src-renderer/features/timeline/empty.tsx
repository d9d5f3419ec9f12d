import { useHubCall } from '../../engine/hooks';
import { formatCountOf } from '../../format/count';
import { compose } from '../../state/draft';
import { useTimeline } from '../../state/timeline';
import { Button } from '../../ui/button';
import styles from './timeline.module.css';

interface Nothing {
  readonly says: string;
  readonly act: string;
  run(): void;
}

/** Why the list has no rows, and the one way on. */
export function Empty() {
  const { total, isPaused, setPaused, appliedFilter, setFilter, clearedUpTo, clear, showPings } = useTimeline();
  const hub = useHubCall('hub.state', 5_000);
  const nothing = (): Nothing => {
    if (isPaused) {
      const says = 'Paused before anything came that would be shown here.';
      return { says, act: 'Resume', run: () => setPaused(false) };
    }
    if (clearedUpTo > 0 && appliedFilter === '') {
      const says = `The view is cleared and nothing has come since. The recording keeps its ${formatCountOf(total, 'entry', 'entries')}.`;
      return { says, act: 'Show them again', run: () => clear(0) };
    }
    if (appliedFilter !== '') {
      const says = `No match among ${formatCountOf(total, 'entry', 'entries')}${clearedUpTo > 0 ? ' since the view was cleared' : ''}.`;
      return { says, act: 'Clear filter', run: () => setFilter('') };
    }
    if (total > 0) {
      const says = `Nothing but ${formatCountOf(total, 'ping')} so far.`;
      return { says, act: 'Show pings', run: () => showPings(true) };
    }
    const listening = hub?.listeners.find(({ state }) => state === 'listening')?.url;
    const where = listening === undefined ? '' : ` The hub is ready on ${new URL(listening).host}.`;
    const says = `Nothing has happened yet.${where}`;
    return { says, act: 'Send a test event', run: () => compose({ channel: 'test', event: 'Test' }) };
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
