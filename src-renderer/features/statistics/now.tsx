import { type ComponentProps, useMemo } from 'react';
import { ChartFrame } from '../../charts/chart-frame';
import type { DataTableProps } from '../../charts/data-table';
import { useElementWidth } from '../../charts/use-element-width';
import { formatBytes } from '../../format/bytes';
import { formatCount, formatRate } from '../../format/count';
import { formatDuration } from '../../format/duration';
import { formatClock, formatIsoInstant } from '../../format/instant';
import { useWords } from '../../languages/use-words';
import { useTimeline } from '../../state/timeline';
import { Choice } from '../../ui/choice';
import { LifetimesChart } from './charts/lifetimes-chart';
import { SizesChart } from './charts/sizes-chart';
import { TimePanels } from './charts/time-panels';
import { Figures } from './figures';
import { lifetimeBars } from './lifetimes';
import { LoudTables } from './loudest';
import styles from './now.module.css';
import { NowStatus } from './now-status';
import { pointsOf } from './series';
import { StateLine } from './state-line';
import { type Measure, measures, useStatistics } from './statistics-state';
import { type Shown, useHistory, useLifetimes, useLive, useLoudest } from './use-history';
import { useLimit, useLoudConnections } from './use-hub-figures';
import { useLater } from './use-later';
import { useSecond } from './use-second';

const plotsHeight = 344;
const sideHeight = 148;

/** As a table where the person wants tables. */
function Frame(props: ComponentProps<typeof ChartFrame>) {
  return <ChartFrame {...props} areTablesShown={useStatistics(({ areTablesShown }) => areTablesShown)} />;
}

/** What the hub does now and did lately. */
export function Now() {
  const isPaused = useTimeline(({ isPaused: paused }) => paused);
  const { range, app, mark, setMark } = useStatistics();
  const atMs = useSecond(isPaused);
  const live = useLive(atMs, app);
  const sinceMs = live?.sinceMs ?? null;
  const shown = useHistory(atMs, range, app, sinceMs);
  const sized = useLater(shown, 4) ?? null;
  const loudest = useLater(useLoudest(atMs, range, app, sinceMs), 5) ?? null;
  const lifetimes = useLater(useLifetimes(atMs, range, app, sinceMs), 6) ?? null;
  const connections = useLoudConnections(atMs, app);
  const limitBytes = useLimit(atMs, app);
  return (
    <div className={styles.now}>
      <NowStatus atMs={atMs} />
      <StateLine atMs={atMs} shown={shown} />
      <Figures live={live} shown={shown} />
      <div className={styles.plots}>
        <TimeCharts shown={shown}>
          {shown !== null && (
            <TimePanels shown={shown} connections={live?.connections ?? null} mark={mark} onMark={setMark} />
          )}
        </TimeCharts>
        <div className={styles.side}>
          <Sizes shown={sized} limitBytes={limitBytes} />
          <LifetimesFigure livedMs={lifetimes?.livedMs ?? []} closed={lifetimes?.closed ?? 0} />
        </div>
      </div>
      <LoudTables loudest={loudest} connections={connections} />
    </div>
  );
}

function TimeCharts({ shown, children }: { shown: Shown | null; children: React.ReactNode }) {
  const t = useWords('statistics');
  const { measure, setMeasure } = useStatistics();
  const table = useMemo((): Omit<DataTableProps, 'label'> => {
    const points = shown === null ? [] : pointsOf(shown.history, shown.toMs);
    const bytes = (value: number) => formatBytes(Math.round(value));
    return {
      columns: [
        { name: t('time'), shown: formatClock, written: formatIsoInstant },
        { name: t('publish'), shown: formatRate },
        { name: t('out'), shown: formatRate },
        { name: t('in'), shown: formatRate },
        { name: t('bytesDown'), shown: bytes, written: round },
        { name: t('bytesUp'), shown: bytes, written: round },
        { name: t('connections'), shown: formatCount },
        { name: t('refused'), shown: formatCount },
        { name: t('errors'), shown: formatCount },
      ],
      rows: points
        .filter(({ connections }) => connections !== null)
        .reverse()
        .map((one) => [
          one.atMs,
          one.api,
          one.down,
          one.up,
          one.bytesDown,
          one.bytesUp,
          one.connections,
          one.refused,
          one.errors,
        ]),
    };
  }, [shown, t]);
  return (
    <Frame
      what={t('timeCharts')}
      height={plotsHeight}
      table={table}
      choice={
        <Choice
          label={t('measure')}
          value={measure}
          options={measures.map((id) => ({ id, text: t(id) }))}
          onChange={(id) => setMeasure(id as Measure)}
        />
      }
    >
      {children}
    </Frame>
  );
}

function Sizes({ shown, limitBytes }: { shown: Shown | null; limitBytes: number | null }) {
  const t = useWords('statistics');
  const [width, ref] = useElementWidth();
  const sizes = shown?.history.sizes ?? null;
  const table = {
    columns: [{ name: t('size') }, { name: t('messages'), shown: formatCount }],
    rows: (sizes?.bars ?? []).map(({ fromBytes, count }) => [
      t('sizeFrom', { from: formatBytes(fromBytes === 8 ? 0 : fromBytes), to: formatBytes(fromBytes * 2 - 1) }),
      count,
    ]),
  };
  const isEmpty = sizes === null || sizes.count === 0;
  return (
    <Frame
      what={t('sizes')}
      title={t('sizes')}
      note={isEmpty ? '' : t('median', { size: formatBytes(sizes.median ?? 0) })}
      height={sideHeight}
      table={table}
    >
      <div ref={ref}>
        {isEmpty ? (
          <p className={styles.nothing}>{t('sizesNone')}</p>
        ) : (
          <div
            role="img"
            aria-label={t('sizesLabel', {
              n: sizes.count,
              median: formatBytes(sizes.median ?? 0),
              p95: formatBytes(sizes.p95 ?? 0),
              max: formatBytes(sizes.max ?? 0),
            })}
          >
            {width > 0 && <SizesChart sizes={sizes} limitBytes={limitBytes} width={width} />}
          </div>
        )}
      </div>
    </Frame>
  );
}

function LifetimesFigure({ livedMs, closed }: { livedMs: readonly number[]; closed: number }) {
  const t = useWords('statistics');
  const [width, ref] = useElementWidth();
  const { bars, spike } = useMemo(() => lifetimeBars(livedMs), [livedMs]);
  const note =
    spike === null
      ? t('closedCount', { count: closed })
      : t('alike', { n: spike.count, all: livedMs.length, time: formatDuration(spike.aboutMs) });
  const table = {
    columns: [{ name: t('lifetime') }, { name: t('count'), shown: formatCount }],
    rows: bars.map(({ fromMs, toMs, count }) => [
      t('sizeFrom', { from: formatDuration(fromMs), to: formatDuration(toMs) }),
      count,
    ]),
  };
  return (
    <Frame
      what={t('lifetimes')}
      title={t('lifetimes')}
      note={livedMs.length === 0 ? '' : note}
      height={sideHeight}
      table={table}
    >
      <div ref={ref}>
        {livedMs.length === 0 ? (
          <p className={styles.nothing}>{t('lifetimesNone')}</p>
        ) : (
          <div role="img" aria-label={`${t('lifetimesLabel', { n: livedMs.length })}. ${note}`}>
            {width > 0 && <LifetimesChart bars={bars} width={width} />}
          </div>
        )}
      </div>
    </Frame>
  );
}

function round(value: number): string {
  return String(Math.round(value));
}
