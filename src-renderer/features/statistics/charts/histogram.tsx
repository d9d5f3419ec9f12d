import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, Cell, XAxis, YAxis } from 'recharts';
import { axisHeight } from '../../../charts/geometry';
import { valueScale } from '../../../charts/scale';

const side = 16;

export interface HistogramBar {
  /** Its middle, on the axis. */
  readonly at: number;
  readonly count: number;
  readonly fill: string;
}

/** How many there are of each size or length. `children`: what is drawn over the bars. */
export function Histogram({
  bars,
  slots,
  width,
  height,
  domain,
  ticks,
  tickText,
  leastPx = 0,
  children,
}: {
  bars: readonly HistogramBar[];
  /** Bars for which there is room. */
  slots: number;
  width: number;
  /** Of the bars, without the axis. */
  height: number;
  domain: readonly [from: number, to: number];
  ticks: readonly number[];
  tickText: (at: number) => string;
  /** Height of a bar that stands for very few. */
  leastPx?: number;
  children?: ReactNode;
}) {
  const barSize = Math.max(2, Math.floor((width - 2 * side) / slots) - 2);
  const scale = valueScale(Math.max(...bars.map(({ count }) => count), 1), true);
  return (
    <BarChart
      width={width}
      height={height + axisHeight}
      data={[...bars]}
      margin={{ top: 0, right: side, bottom: 0, left: side }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
      <XAxis
        dataKey="at"
        type="number"
        domain={[...domain]}
        ticks={[...ticks]}
        interval={0}
        tickFormatter={tickText}
        tick={{ fill: 'var(--chart-axis)', fontSize: 11 }}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-control)' }}
        height={axisHeight}
      />
      <YAxis hide width={0} domain={[0, scale.max]} />
      <Bar dataKey="count" barSize={barSize} minPointSize={leastPx} isAnimationActive={false}>
        {bars.map(({ at, fill }) => (
          <Cell key={at} fill={fill} />
        ))}
      </Bar>
      {children}
    </BarChart>
  );
}
