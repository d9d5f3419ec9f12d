import { memo } from 'react';
import { Area, Line } from 'recharts';
import { valueScale } from '../../../charts/scale';
import { type TimeAxis, TimePanel } from '../../../charts/time-panel';
import { formatCount, formatRate } from '../../../format/count';
import { useWords } from '../../../languages/use-words';
import { most, newest, type Point } from '../series';
import { plotHeights } from './plot-heights';
import { StepReadout } from './step-readout';

const shared = { type: 'linear', dot: false, activeDot: false, isAnimationActive: false, strokeWidth: 1.5 } as const;

/** Messages a second, by where they go. */
export const MessagesPanel = memo(function MessagesPanel({ axis }: { axis: TimeAxis<Point> }) {
  const t = useWords('statistics');
  const { points } = axis;
  const scale = valueScale(most(points, ['down'], ['api'], ['up']));
  const name = (text: string, column: keyof Point, colour: string) => ({ text, value: newest(points, column), colour });
  return (
    <TimePanel
      axis={axis}
      title={t('messagesPerSecond')}
      plotHeight={plotHeights.messages}
      scale={scale}
      valueText={scale.ticks.every(Number.isInteger) ? formatCount : formatRate}
      names={[
        name(t('out'), 'down', 'var(--chart-out)'),
        name(t('publish'), 'api', 'var(--chart-publish)'),
        name(t('in'), 'up', 'var(--chart-in)'),
      ]}
      readout={(point) => <StepReadout point={point} />}
    >
      <Area {...shared} dataKey="down" stroke="var(--chart-out)" fill="var(--chart-out)" fillOpacity={0.14} />
      <Line {...shared} dataKey="api" stroke="var(--chart-publish)" />
      <Line {...shared} dataKey="up" stroke="var(--chart-in)" strokeDasharray="4 2" />
    </TimePanel>
  );
});
