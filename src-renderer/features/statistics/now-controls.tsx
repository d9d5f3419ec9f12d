import { Table2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEngineState, useHubCall } from '../../engine/hooks';
import { formatClock } from '../../format/instant';
import { useWords } from '../../languages/use-words';
import { useWidth } from '../../state/use-width';
import { Button, IconButton } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Picker } from '../../ui/picker';
import { showSpanInLive } from './show-in-live';
import styles from './statistics.module.css';
import { type Range, ranges, useStatistics } from './statistics-state';
import { useMarked } from './use-history';
import { useSecond } from './use-second';

const markLengthMs = 60_000;

/** What part of the time and which app is looked at, and what can be done with a span that is marked. */
export function NowControls() {
  const t = useWords('statistics');
  const isWide = useWidth() === 'wide';
  const { range, setRange, app, setApp, mark, setMark, areTablesShown, showTables } = useStatistics();
  const apps = useHubCall('hub.state', 5_000)?.apps ?? [];
  const ids = Object.keys(ranges) as Range[];
  return (
    <>
      <Choice
        label={t('range')}
        value={range}
        options={ids.map((id) => ({ id, text: t(id) }))}
        onChange={(id) => setRange(id as Range)}
      />
      {apps.length > 1 && (
        <Picker
          label={t('app')}
          value={app ?? ''}
          options={[
            { id: '', text: t('allApps', { count: apps.length }) },
            ...apps.map(({ id }) => ({ id, text: id })),
          ]}
          onChange={(id) => setApp(id === '' ? null : id)}
        />
      )}
      {mark === null ? (
        <Button size="small" onPress={() => setMark(lastMinute())}>
          {t('mark')}
        </Button>
      ) : (
        <MarkedSpan />
      )}
      <span className={styles.grow} />
      {isWide ? (
        <Button size="small" icon={Table2} onPress={() => showTables(!areTablesShown)}>
          {t(areTablesShown ? 'showCharts' : 'showTables')}
        </Button>
      ) : (
        <IconButton
          icon={Table2}
          label={t(areTablesShown ? 'showCharts' : 'showTables')}
          onPress={() => showTables(!areTablesShown)}
        />
      )}
    </>
  );
}

function MarkedSpan(): ReactNode {
  const t = useWords('statistics');
  const { mark, app, setMark } = useStatistics();
  const isUp = useEngineState() === 'up';
  const messages = useMarked(useSecond(!isUp), mark, app);
  if (mark === null) return null;
  return (
    <>
      <span className={styles.marked}>
        {t('marked', { from: formatClock(mark.fromMs), to: formatClock(mark.toMs) })}
        {messages !== null && `, ${t('markedMessages', { count: messages })}`}
      </span>
      <Button look="line" size="small" onPress={() => showSpanInLive(mark)}>
        {t('showInLive')}
      </Button>
      <Button size="small" onPress={() => setMark(null)}>
        {t('clear')}
      </Button>
    </>
  );
}

/** Whoever has no pointer begins with this, and moves its ends. */
function lastMinute() {
  // What came just now is in it.
  const toMs = Math.ceil(Date.now() / 10_000) * 10_000;
  return { fromMs: toMs - markLengthMs, toMs };
}
