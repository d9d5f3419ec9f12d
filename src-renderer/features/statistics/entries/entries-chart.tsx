import { Area, Line } from 'recharts';
import type { ConnectionStatisticsEntry } from '../../../../src-main/contract/statistics';
import { plotGap } from '../../../charts/geometry';
import { timeTicks, valueScale } from '../../../charts/scale';
import { TimePanel } from '../../../charts/time-panel';
import { useElementWidth } from '../../../charts/use-element-width';
import { formatCount } from '../../../format/count';
import { useWords } from '../../../languages/use-words';
import styles from './entries.module.css';

const plotHeights = { peak: 52, messages: 96 };
const widthOfTick = 130;
const shared = { dot: false, activeDot: false, isAnimationActive: false, strokeWidth: 1.5 } as const;

/** One app's rows, oldest first: what the table says, times in UTC as there. */
export function EntriesChart({
  app,
  entries,
  intervalSeconds,
}: {
  app: string;
  entries: readonly ConnectionStatisticsEntry[];
  intervalSeconds: number;
}) {
  const t = useWords('statistics');
  const [width, ref] = useElementWidth();
  const points = [...entries].reverse().map((entry) => ({
    atMs: Date.parse(`${entry.created_at.replace(' ', 'T')}Z`),
    peak: entry.peak_connection_count,
    websocket: entry.websocket_message_count,
    api: entry.api_message_count,
  }));
  const last = points.at(-1);
  const fromMs = points[0]?.atMs ?? 0;
  const toMs = Math.max(last?.atMs ?? 0, fromMs + intervalSeconds * 1_000);
  const ticks = timeTicks(fromMs, toMs, Math.max(2, Math.floor(width / widthOfTick)));
  const axis = { points, fromMs, toMs, width, ticks, tickText: utcTime };
  const highest = (name: 'peak' | 'websocket' | 'api') => Math.max(0, ...points.map((point) => point[name]));
  const messages =
    intervalSeconds === 60 ? t('entries.perMinute') : t('entries.perInterval', { seconds: intervalSeconds });
  return (
    <div
      ref={ref}
      className={styles.chart}
      style={{ paddingBottom: plotGap }}
      role="img"
      aria-label={t('entries.label', { app })}
    >
      {width > 0 && last !== undefined && (
        <>
          <TimePanel
            axis={axis}
            title={<code>peak_connection_count</code>}
            plotHeight={plotHeights.peak}
            scale={valueScale(highest('peak'), true)}
            valueText={formatCount}
            names={[{ text: formatCount(last.peak), value: last.peak, colour: 'var(--text-2)' }]}
          >
            <Line {...shared} type="stepAfter" dataKey="peak" stroke="var(--chart-connections)" />
          </TimePanel>
          <TimePanel
            axis={axis}
            title={messages}
            plotHeight={plotHeights.messages}
            scale={valueScale(Math.max(highest('websocket'), highest('api')), true)}
            valueText={formatCount}
            names={[
              { text: 'websocket', value: last.websocket, colour: 'var(--chart-out)' },
              { text: 'api', value: last.api, colour: 'var(--chart-publish)' },
            ]}
            hasAxis
          >
            <Area
              {...shared}
              type="linear"
              dataKey="websocket"
              stroke="var(--chart-out)"
              fill="var(--chart-out)"
              fillOpacity={0.14}
            />
            <Line {...shared} type="linear" dataKey="api" stroke="var(--chart-publish)" />
          </TimePanel>
        </>
      )}
    </div>
  );
}

function utcTime(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}
