import { Bar, BarChart, CartesianGrid, Cell, XAxis, YAxis } from 'recharts';
import type { LifetimeBar } from '../lifetimes';
import { valueScale } from '../scale';
import { axisHeight } from './geometry';
import { roundTime } from './round-time';

const side = 16;
const barsHeight = 104;
const tick = { fill: 'var(--chart-axis)', fontSize: 11 };
const ticksWanted = 5;

/** How many closed connections had lived how long; a time many of them share stands out. */
export function LifetimesChart({ bars, width }: { bars: readonly LifetimeBar[]; width: number }) {
  const data = bars.map((bar) => ({ ...bar, at: (bar.fromMs + bar.toMs) / 2 }));
  const to = bars.at(-1)?.toMs ?? 1;
  const slot = (width - 2 * side) / Math.max(1, bars.length);
  const every = Math.max(1, Math.ceil(bars.length / ticksWanted));
  const scale = valueScale(Math.max(...bars.map(({ count }) => count), 1), true);
  return (
    <BarChart
      width={width}
      height={barsHeight + axisHeight}
      data={data}
      margin={{ top: 0, right: side, bottom: 0, left: side }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
      <XAxis
        dataKey="at"
        type="number"
        domain={[0, to]}
        ticks={bars.filter((_, at) => at % every === 0).map(({ fromMs }) => fromMs)}
        interval={0}
        tickFormatter={roundTime}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-control)' }}
        height={axisHeight}
      />
      <YAxis hide width={0} domain={[0, scale.max]} />
      <Bar dataKey="count" barSize={Math.max(2, Math.floor(slot) - 2)} isAnimationActive={false}>
        {bars.map(({ fromMs, isSpike }) => (
          <Cell key={fromMs} fill={isSpike ? 'var(--warn-fill)' : 'var(--chart-neutral)'} />
        ))}
      </Bar>
    </BarChart>
  );
}
