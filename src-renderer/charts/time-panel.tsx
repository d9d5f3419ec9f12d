import type { ReactNode } from 'react';
import { CartesianGrid, ComposedChart, Tooltip, type TooltipContentProps, XAxis, YAxis } from 'recharts';
import { axisHeight, panelHeight, room } from './geometry';
import type { TimeTicks, ValueScale } from './scale';
import { type SeriesName, SeriesNames } from './series-names';
import styles from './time-panel.module.css';

/** What all panels on one time axis have in common. */
export interface TimeAxis<P extends { readonly atMs: number }> {
  readonly points: readonly P[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly width: number;
  readonly ticks: TimeTicks;
  readonly tickText: (ms: number) => string;
}

const tick = { fill: 'var(--chart-axis)', fontSize: 11 };
/** Where the axis is not written: without ticks there would be no lines of the grid either. */
const unwritten = () => <g />;

/** One of several charts on the same time axis, with its title above it and its series named at the right end. */
export function TimePanel<P extends { readonly atMs: number }>({
  axis,
  title,
  plotHeight,
  scale,
  valueText,
  names,
  readout,
  hasAxis = false,
  children,
}: {
  axis: TimeAxis<P>;
  title: ReactNode;
  plotHeight: number;
  scale: ValueScale;
  valueText: (value: number) => string;
  names: readonly SeriesName[];
  readout?: (point: P) => ReactNode;
  hasAxis?: boolean;
  children: ReactNode;
}) {
  const { points, fromMs, toMs, width, ticks, tickText } = axis;
  const bottom = hasAxis ? axisHeight : 0;
  const content = ({ active, payload }: TooltipContentProps) => {
    const point = payload?.[0]?.payload as P | undefined;
    return active && point !== undefined && readout !== undefined ? readout(point) : null;
  };
  return (
    <div className={styles.panel} style={{ height: panelHeight(plotHeight) + bottom }}>
      <h3>{title}</h3>
      <ComposedChart
        width={width}
        height={plotHeight + bottom}
        data={[...points]}
        margin={{ top: 0, right: room.right, bottom: 0, left: 0 }}
        syncId="statistics"
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--chart-grid)" />
        <XAxis
          dataKey="atMs"
          type="number"
          domain={[fromMs, toMs]}
          allowDataOverflow
          ticks={[...ticks.ticks]}
          interval={0}
          tickFormatter={tickText}
          tick={hasAxis ? tick : unwritten}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-control)' }}
          height={hasAxis ? axisHeight : 1}
        />
        <YAxis
          width={room.left}
          domain={[0, scale.max]}
          ticks={[...scale.ticks]}
          interval={0}
          tickFormatter={valueText}
          tick={tick}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          content={content}
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-control)' }}
          wrapperStyle={{ zIndex: 2, pointerEvents: 'none' }}
        />
        {children}
      </ComposedChart>
      <SeriesNames names={names} max={scale.max} plotHeight={plotHeight} />
    </div>
  );
}
