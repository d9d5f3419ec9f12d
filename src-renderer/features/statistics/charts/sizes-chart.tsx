import { ReferenceLine } from 'recharts';
import type { SizeDistribution } from '../../../../src-main/contract/statistics';
import { formatBytes } from '../../../format/bytes';
import { useWords } from '../../../languages/use-words';
import { Histogram } from './histogram';

const barsHeight = 112;
/** A chart of sizes goes at least this far, so that it looks the same from one minute to the next. */
const smallest = 8;
const largest = 16_384;

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
  return (
    <Histogram
      bars={sizes.bars.map(({ fromBytes, count }) => ({
        at: Math.log2(fromBytes) + 0.5,
        count,
        fill: limitBytes !== null && fromBytes >= limitBytes ? 'var(--refused-fill)' : 'var(--chart-neutral)',
      }))}
      slots={to - from}
      width={width}
      height={barsHeight}
      domain={[from, to]}
      ticks={[10, 100, 1_000, 10_000, 100_000, 1_000_000].map(Math.log2).filter((at) => at < to)}
      tickText={(at) => roundSize(2 ** at)}
      leastPx={2}
    >
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
    </Histogram>
  );
}

/** 10 B, 1 KB: without the ".0" that a measured size has. */
function roundSize(bytes: number): string {
  return formatBytes(Math.round(bytes)).replace('.0', '');
}
