import { memo } from 'react';
import { Bar } from 'recharts';
import { room } from '../../../charts/geometry';
import { valueScale } from '../../../charts/scale';
import { type TimeAxis, TimePanel } from '../../../charts/time-panel';
import { formatCount } from '../../../format/count';
import { useWords } from '../../../languages/use-words';
import { most, type Point } from '../series';
import { plotHeights } from './plot-heights';

const widestBar = 8;

/** Refusals and errors, counted in each step. */
export const TroublesPanel = memo(function TroublesPanel({ axis, total }: { axis: TimeAxis<Point>; total: number }) {
  const t = useWords('statistics');
  const { points, width, fromMs, toMs } = axis;
  const stepMs = (points[1]?.atMs ?? toMs) - (points[0]?.atMs ?? fromMs);
  const stepWidth = ((width - room.left - room.right) * stepMs) / Math.max(1, toMs - fromMs);
  const barSize = Math.max(2, Math.min(widestBar, Math.floor(stepWidth) - 1));
  return (
    <TimePanel
      axis={axis}
      title={t('troubles')}
      plotHeight={plotHeights.troubles}
      scale={valueScale(most(points, ['refused', 'errors']), true)}
      valueText={formatCount}
      names={[{ text: t('inAll', { n: total }), value: 0, colour: total > 0 ? 'var(--refused)' : 'var(--text-3)' }]}
      hasAxis
    >
      <Bar
        dataKey="refused"
        stackId="troubles"
        fill="var(--chart-refused)"
        barSize={barSize}
        isAnimationActive={false}
      />
      <Bar dataKey="errors" stackId="troubles" fill="var(--error)" barSize={barSize} isAnimationActive={false} />
    </TimePanel>
  );
});
