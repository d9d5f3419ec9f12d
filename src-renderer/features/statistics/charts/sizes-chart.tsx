import { Bar, BarChart, CartesianGrid, Cell, ReferenceLine, XAxis, YAxis } from 'recharts';
import type { SizeDistribution } from '../../../../src-main/contract/statistics';
import { formatBytes } from '../../../format/bytes';
import { useWords } from '../../../languages/use-words';
import { valueScale } from '../scale';
import { axisHeight } from './geometry';

const side = 16;
const barsHeight = 112;
/** A chart of sizes goes at least this far, so that it looks the same from one minute to the next. */
const smallest = 8;
const largest = 16_384;
const tick = { fill: 'var(--chart-axis)', fontSize: 11 };

/** How many messages are how large, on an axis on which each bar is a doubling, with the limit where it lies. */
export function SizesChart({
  sizes,
  limitBytes,
  width,
}: {
  sizes: SizeDistribution;
  limitBytes: number | null;
  width: number;
}) {
  const t = useWords('statistics');
  const last = sizes.bars.at(-1)?.fromBytes ?? 0;
  const to = Math.log2(Math.max(largest, last * 2));
  const from = Math.log2(smallest);
  const bars = sizes.bars.map(({ fromBytes, count }) => ({ at: Math.log2(fromBytes) + 0.5, fromBytes, count }));
  const ticks = [10, 100, 1_000, 10_000, 100_000, 1_000_000].map(Math.log2).filter((at) => at < to);
  const slot = (width - 2 * side) / (to - from);
  const scale = valueScale(Math.max(...bars.map(({ count }) => count), 1), true);
  return (
    <BarChart
      width={width}
      height={barsHeight + axisHeight}
      data={bars}
      margin={{ top: 0, right: side, bottom: 0, left: side }}
      accessibilityLayer={false}
    >
      <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
      <XAxis
        dataKey="at"
        type="number"
        domain={[from, to]}
        ticks={ticks}
        interval={0}
        tickFormatter={(at: number) => roundSize(2 ** at)}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-control)' }}
        height={axisHeight}
      />
      <YAxis hide width={0} domain={[0, scale.max]} />
      <Bar dataKey="count" barSize={Math.max(2, Math.floor(slot) - 2)} minPointSize={2} isAnimationActive={false}>
        {bars.map(({ fromBytes }) => (
          <Cell
            key={fromBytes}
            fill={limitBytes !== null && fromBytes >= limitBytes ? 'var(--refused-fill)' : 'var(--chart-neutral)'}
          />
        ))}
      </Bar>
      {limitBytes !== null && (
        <ReferenceLine
          x={Math.log2(limitBytes)}
          stroke="var(--refused)"
          strokeDasharray="3 2"
          label={{
            value: t('limit', { size: `${limitBytes.toLocaleString('en')} B` }),
            position: 'insideTopRight',
            fill: 'var(--refused)',
            fontSize: 11,
          }}
        />
      )}
    </BarChart>
  );
}

/** 10 B, 1 KB: without the ".0" that a measured size has. */
function roundSize(bytes: number): string {
  return formatBytes(Math.round(bytes)).replace('.0', '');
}
