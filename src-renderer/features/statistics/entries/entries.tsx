import { Download } from 'lucide-react';
import { useState } from 'react';
import { toProblem } from '../../../../src-main/contract/problem';
import { entriesFormats, entriesTable } from '../../../../src-main/contract/statistics-table';
import { useEngine, useEngineState } from '../../../engine/hooks';
import { formatClock } from '../../../format/instant';
import { Rich } from '../../../languages/rich';
import { useWords } from '../../../languages/use-words';
import { useNotices } from '../../../state/notices';
import { StatusSentence } from '../../../state/status-slot';
import { Button } from '../../../ui/button';
import { Picker } from '../../../ui/picker';
import { type Range, ranges } from '../statistics-state';
import styles from './entries.module.css';
import { EntriesChart } from './entries-chart';
import { EntriesTable } from './entries-table';
import { saveText } from './save-text';
import { readEntries, useEntries } from './use-entries';

const spans = { ...ranges, day: 86_400_000 };
type Span = Range | 'day';
const spanOrder: readonly Span[] = ['quarter', 'hour', 'day', 'all'];
const mostExported = 1_000_000;
const secondMs = 1_000;
const dayMs = 86_400_000;

/** The table websockets_statistics_entries, under a chart of one app's rows. */
export function Entries() {
  const t = useWords('statistics');
  const engine = useEngine();
  const isUp = useEngineState() === 'up';
  const confirm = useNotices(({ confirm }) => confirm);
  const [app, setApp] = useState<string | null>(null);
  const [span, setSpan] = useState<Span>('hour');
  const [chartApp, setChartApp] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const select = (nowMs: number) => {
    const length = spans[span];
    return { app, fromMs: length === null ? null : nowMs - length, toMs: null };
  };
  const { shown, showOlder } = useEntries(select, `${app} ${span}`);
  const apps = shown?.page.apps ?? [];
  const charted = app ?? chartApp ?? apps[0] ?? null;
  const seconds = Math.round((shown?.page.intervalMs ?? 60_000) / secondMs);

  const save = async (id: 'csv' | 'sql') => {
    const format = entriesFormats.find((one) => one.id === id);
    if (format === undefined) return;
    const file = `${entriesTable}.${id}`;
    try {
      const { entries } = await readEntries(engine, { ...select(Date.now()), order: 'oldest' }, mostExported);
      saveText(file, format.head + format.rows(entries));
      setFailure(null);
      confirm(t('entries.saved', { rows: entries.length, file }));
    } catch (error) {
      setFailure(t('entries.failed', { why: toProblem(error).message }));
    }
  };

  return (
    <div className={styles.entries}>
      <div className={styles.bar}>
        <Picker
          label={t('entries.app')}
          value={app ?? ''}
          options={[
            { id: '', text: t('entries.allApps', { n: apps.length }) },
            ...apps.map((id) => ({ id, text: id })),
          ]}
          onChange={(id) => setApp(id === '' ? null : id)}
        />
        <Picker
          label={t('entries.from')}
          value={span}
          options={spanOrder.map((id) => ({ id, text: t(id) }))}
          onChange={(id) => setSpan(id as Span)}
        />
        {app === null && apps.length > 1 && charted !== null && (
          <Picker
            label={t('entries.chart')}
            value={charted}
            options={apps.map((id) => ({ id, text: id }))}
            onChange={setChartApp}
          />
        )}
        <span className={styles.grow} />
        {shown !== null && (
          <span className={styles.count}>
            {t('entries.rows', { shown: shown.page.matching, total: shown.page.total })}
          </span>
        )}
        <Button size="small" icon={Download} isDisabled={!isUp} onPress={() => void save('csv')}>
          {t('entries.exportCsv')}
        </Button>
        <Button size="small" icon={Download} isDisabled={!isUp} onPress={() => void save('sql')}>
          {t('entries.exportSql')}
        </Button>
      </div>
      {failure !== null && (
        <p className={styles.failure} role="alert">
          {failure}
        </p>
      )}
      {!isUp && <p className={styles.failure}>{t('lost', { at: formatClock(Date.now()) })}</p>}
      {shown !== null && shown.entries.length === 0 && (
        <p className={styles.empty}>
          {shown.page.total === 0 ? t('entries.none', { seconds }) : t('entries.noneMatch')}
          {shown.page.total > 0 && (
            <Button
              look="line"
              size="small"
              onPress={() => {
                setApp(null);
                setSpan('all');
              }}
            >
              {t('entries.showAll')}
            </Button>
          )}
        </p>
      )}
      {shown !== null && shown.entries.length > 0 && (
        <>
          {charted !== null && (
            <EntriesChart
              app={charted}
              entries={shown.entries.filter(({ app_id }) => app_id === charted)}
              intervalSeconds={seconds}
            />
          )}
          <EntriesTable
            entries={shown.entries}
            matching={shown.page.matching}
            onOlder={shown.entries.length < shown.page.matching ? showOlder : null}
          />
        </>
      )}
      {shown !== null && (
        <StatusSentence>
          <span>
            <Rich
              text={t.template('entries.interval')}
              values={{ seconds, days: Math.round(shown.page.keptMs / dayMs) }}
            />
          </span>
        </StatusSentence>
      )}
    </div>
  );
}
