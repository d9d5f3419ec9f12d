import type { LifetimeBar } from '../lifetimes';
import { Histogram } from './histogram';
import { roundTime } from './round-time';

const barsHeight = 104;
const ticksWanted = 5;

/** How many closed connections had lived how long; a time many of them share stands out. */
export function LifetimesChart({ bars, width }: { bars: readonly LifetimeBar[]; width: number }) {
  const every = Math.max(1, Math.ceil(bars.length / ticksWanted));
  return (
    <Histogram
      bars={bars.map(({ fromMs, toMs, count, isSpike }) => ({
        at: (fromMs + toMs) / 2,
        count,
        fill: isSpike ? 'var(--warn-fill)' : 'var(--chart-neutral)',
      }))}
      slots={Math.max(1, bars.length)}
      width={width}
      height={barsHeight}
      domain={[0, bars.at(-1)?.toMs ?? 1]}
      ticks={bars.filter((_, at) => at % every === 0).map(({ fromMs }) => fromMs)}
      tickText={roundTime}
    />
  );
}
