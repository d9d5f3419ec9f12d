import { Line } from 'recharts';
import type { FigureName, FigurePoint, ServerFigures } from '../../../src-main/contract/server-figures';
import { ChartFrame } from '../../charts/chart-frame';
import { axisHeight, panelHeight } from '../../charts/geometry';
import { Readout } from '../../charts/readout';
import { timeTicks, valueScale } from '../../charts/scale';
import { type TimeAxis, TimePanel } from '../../charts/time-panel';
import { useElementWidth } from '../../charts/use-element-width';
import { formatClock } from '../../format/instant';
import { useWords } from '../../languages/use-words';
import { type FigureKind, figureKinds } from './figure-kinds';
import styles from './session.module.css';

type Point = { readonly atMs: number } & Partial<Record<FigureName, number | null>>;

const plotHeight = 56;
const widthOfTick = 80;
const leastSpanMs = 60_000;

/** The charts of one server's figures on one time axis, each with its table. */
export default function FigureCharts({ name, figures }: { name: string; figures: ServerFigures }) {
  const t = useWords('connections');
  const [width, ref] = useElementWidth();
  const { points: told, hasServerTime } = figures;
  const points = told.map(({ atMs, values }): Point => ({ atMs, ...values }));
  const fromMs = points[0]?.atMs ?? 0;
  const toMs = Math.max(points.at(-1)?.atMs ?? 0, fromMs + leastSpanMs);
  const ticks = timeTicks(fromMs, toMs, Math.max(2, Math.floor(width / widthOfTick)));
  const clock = hasServerTime ? utcClock : formatClock;
  const tickText = (ms: number) => (ticks.unit === 'second' ? clock(ms) : clock(ms).slice(0, 5));
  const axis: TimeAxis<Point> = { points, fromMs, toMs, width, ticks, tickText };
  return (
    <div className={styles.charts} ref={ref}>
      {width > 0 &&
        figureKinds
          .filter(({ series }) => series.some((one) => holds(told, one.name)))
          .map((kind) => <Chart key={kind.id} server={name} kind={kind} axis={axis} figures={figures} />)}
      <p className={styles.more}>{t(hasServerTime ? 'figures.serverTime' : 'figures.sinceConnected')}</p>
    </div>
  );
}

function Chart({
  server,
  kind,
  axis,
  figures: { points: told, hasServerTime },
}: {
  server: string;
  kind: FigureKind;
  axis: TimeAxis<Point>;
  figures: ServerFigures;
}) {
  const t = useWords('connections');
  const { shown, isWhole } = kind;
  const series = kind.series.filter(({ name }) => holds(told, name));
  const title = t(`figures.chart.${kind.id}`);
  const most = Math.max(0, ...told.flatMap(({ values }) => series.map(({ name }) => values[name] ?? 0)));
  const last = told.filter(({ values }) => series.some(({ name }) => values[name] != null)).at(-1)?.values ?? {};
  const table = {
    columns: [
      { name: t(hasServerTime ? 'figures.timeUtc' : 'figures.time') },
      ...series.map(({ name }) => ({ name: t(`figures.series.${name}`), shown })),
    ],
    rows: told.map(({ atMs, values }) => [
      hasServerTime ? new Date(atMs).toISOString().slice(0, 19).replace('T', ' ') : formatClock(atMs),
      ...series.map(({ name }) => values[name] ?? null),
    ]),
  };
  const lines = (point: Point) =>
    series.map(({ name, colour }) => {
      const value = point[name];
      return { name: t(`figures.series.${name}`), value: value == null ? '–' : shown(value), colour };
    });
  return (
    <ChartFrame what={title} height={panelHeight(plotHeight) + axisHeight} table={table}>
      <div role="img" aria-label={t('figures.label', { title, name: server })}>
        <TimePanel
          axis={axis}
          title={title}
          plotHeight={plotHeight}
          scale={valueScale(most, isWhole)}
          valueText={shown}
          names={series.map(({ name, colour }) => ({
            text: series.length === 1 ? shown(last[name] ?? 0) : t(`figures.short.${name}`),
            value: last[name] ?? 0,
            colour,
          }))}
          readout={(point) => <Readout title={axis.tickText(point.atMs)} lines={lines(point)} />}
          hasAxis
        >
          {series.map(({ name, colour }) => (
            <Line
              key={name}
              type={isWhole && kind.id === 'connections' ? 'stepAfter' : 'linear'}
              dataKey={name}
              stroke={colour}
              strokeWidth={1.5}
              dot={told.length === 1}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
        </TimePanel>
      </div>
    </ChartFrame>
  );
}

function holds(points: readonly FigurePoint[], name: FigureName): boolean {
  return points.some(({ values }) => values[name] != null);
}

function utcClock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 19);
}
