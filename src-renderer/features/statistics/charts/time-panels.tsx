import { useMemo } from 'react';
import { formatClock } from '../../../format/instant';
import { useWords } from '../../../languages/use-words';
import { timeTicks } from '../scale';
import { type Point, pointsOf } from '../series';
import type { Mark } from '../statistics-state';
import type { Shown } from '../use-history';
import { ConnectionsPanel } from './connections-panel';
import { MarkLayer } from './mark-layer';
import { MessagesPanel } from './messages-panel';
import type { TimeAxis } from './time-panel';
import { TroublesPanel } from './troubles-panel';
import { useElementWidth } from './use-element-width';

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
  const { history, toMs } = shown;
  const { fromMs, stepMs, totals } = history;
  const points = useMemo(() => pointsOf(history, toMs), [history, toMs]);
  const ticks = timeTicks(fromMs, toMs, Math.max(2, Math.floor(width / widthOfTick)));
  const tickText = (ms: number) => timeText(ms, ticks.unit);
  const axis: TimeAxis<Point> = { points, fromMs, toMs, width, ticks, tickText };
  return (
    <div ref={ref} role="img" aria-label={t('timeline', { from: formatClock(fromMs), to: formatClock(toMs) })}>
      {width > 0 && (
        <MarkLayer width={width} fromMs={fromMs} toMs={toMs} stepMs={stepMs} mark={mark} onMark={onMark}>
          <MessagesPanel axis={axis} />
          <ConnectionsPanel axis={axis} now={connections} />
          <TroublesPanel axis={axis} total={Math.round(totals.refused + totals.errors)} />
        </MarkLayer>
      )}
    </div>
  );
}

function timeText(ms: number, unit: 'second' | 'minute' | 'day'): string {
  if (unit === 'day') return new Date(ms).toLocaleDateString(undefined, { day: 'numeric', month: 'short' });
  return unit === 'second' ? formatClock(ms) : formatClock(ms).slice(0, 5);
}
