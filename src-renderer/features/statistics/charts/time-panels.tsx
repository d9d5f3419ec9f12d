import { type ReactNode, useMemo } from 'react';
import { axisHeight, panelHeight } from '../../../charts/geometry';
import { timeTicks } from '../../../charts/scale';
import type { TimeAxis } from '../../../charts/time-panel';
import { useElementWidth } from '../../../charts/use-element-width';
import { formatClock } from '../../../format/instant';
import { useWords } from '../../../languages/use-words';
import { type Point, pointsOf } from '../series';
import { type Mark, useStatistics } from '../statistics-state';
import type { Shown } from '../use-history';
import { useLater } from '../use-later';
import { BytesPanel } from './bytes-panel';
import { ConnectionsPanel } from './connections-panel';
import { MarkLayer } from './mark-layer';
import { MessagesPanel } from './messages-panel';
import { plotHeights } from './plot-heights';
import { TroublesPanel } from './troubles-panel';

const widthOfTick = 110;

/** Messages, connections, refusals and errors over the same time, with one marked span through all. */
export function TimePanels({
  shown,
  connections,
  mark,
  onMark,
}: {
  shown: Shown;
  /** Connections now. */
  connections: number | null;
  mark: Mark | null;
  onMark: (mark: Mark | null) => void;
}) {
  const t = useWords('statistics');
  const [width, ref] = useElementWidth();
  const measure = useStatistics(({ measure }) => measure);
  const { history, toMs } = shown;
  const { fromMs, stepMs, totals } = history;
  const points = useMemo(() => pointsOf(history, toMs), [history, toMs]);
  const axis = useMemo((): TimeAxis<Point> => {
    const ticks = timeTicks(fromMs, toMs, Math.max(2, Math.floor(width / widthOfTick)));
    return { points, fromMs, toMs, width, ticks, tickText: (ms) => timeText(ms, ticks.unit) };
  }, [points, fromMs, toMs, width]);
  const total = Math.round(totals.refused + totals.errors);
  return (
    <div ref={ref}>
      {width > 0 && (
        <MarkLayer width={width} fromMs={fromMs} toMs={toMs} stepMs={stepMs} mark={mark} onMark={onMark}>
          {/* The ends of the span stand beside the picture: within it they could not be reached. */}
          <div role="img" aria-label={t('timeline', { from: formatClock(fromMs), to: formatClock(toMs) })}>
            <InTurn axis={axis} turn={0} height={panelHeight(plotHeights.messages)}>
              {(drawn) => (measure === 'bytes' ? <BytesPanel axis={drawn} /> : <MessagesPanel axis={drawn} />)}
            </InTurn>
            <InTurn axis={axis} turn={1} height={panelHeight(plotHeights.connections)}>
              {(drawn) => <ConnectionsPanel axis={drawn} now={connections} />}
            </InTurn>
            <InTurn axis={axis} turn={2} height={panelHeight(plotHeights.troubles) + axisHeight}>
              {(drawn) => <TroublesPanel axis={drawn} total={total} />}
            </InTurn>
          </div>
        </MarkLayer>
      )}
    </div>
  );
}

/** Draws a panel in its turn, and keeps its place until then. */
function InTurn({
  axis,
  turn,
  height,
  children,
}: {
  axis: TimeAxis<Point>;
  turn: number;
  height: number;
  children: (axis: TimeAxis<Point>) => ReactNode;
}) {
  const drawn = useLater(axis, turn);
  return drawn === undefined ? <div style={{ height }} /> : children(drawn);
}

function timeText(ms: number, unit: 'second' | 'minute' | 'day'): string {
  if (unit === 'day') return new Date(ms).toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
  return unit === 'second' ? formatClock(ms) : formatClock(ms).slice(0, 5);
}
