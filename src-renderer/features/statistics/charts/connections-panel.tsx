import { memo } from 'react';
import { Line } from 'recharts';
import { valueScale } from '../../../charts/scale';
import { type TimeAxis, TimePanel } from '../../../charts/time-panel';
import { formatCount } from '../../../format/count';
import { useWords } from '../../../languages/use-words';
import { most, newest, type Point } from '../series';
import { plotHeights } from './plot-heights';

/** Connections at once: the most of each step. */
export const ConnectionsPanel = memo(function ConnectionsPanel({
  axis,
  now,
}: {
  axis: TimeAxis<Point>;
  now: number | null;
}) {
  const t = useWords('statistics');
  const { points } = axis;
  const value = newest(points, 'connections');
  return (
    <TimePanel
      axis={axis}
      title={t('connections')}
      plotHeight={plotHeights.connections}
      scale={valueScale(most(points, ['connections']), true)}
      valueText={formatCount}
      names={[{ text: t('nowCount', { n: now ?? value }), value, colour: 'var(--text-2)' }]}
    >
      <Line
        type="stepAfter"
        dataKey="connections"
        stroke="var(--chart-connections)"
        strokeWidth={1.5}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
    </TimePanel>
  );
});
