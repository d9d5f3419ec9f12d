import { memo } from 'react';
import { Area, Line } from 'recharts';
import { valueScale } from '../../../charts/scale';
import { type TimeAxis, TimePanel } from '../../../charts/time-panel';
import { formatShortCount } from '../../../format/count';
import { useWords } from '../../../languages/use-words';
import { most, newest, type Point } from '../series';
import { plotHeights } from './plot-heights';
import { StepReadout } from './step-readout';

const shared = { type: 'linear', dot: false, activeDot: false, isAnimationActive: false, strokeWidth: 1.5 } as const;

/** Bytes a second, to clients and from them, in the place of the messages. */
export const BytesPanel = memo(function BytesPanel({ axis }: { axis: TimeAxis<Point> }) {
  const t = useWords('statistics');
  const { points } = axis;
  return (
    <TimePanel
      axis={axis}
      title={t('bytesEachSecond')}
      plotHeight={plotHeights.messages}
      scale={valueScale(most(points, ['bytesDown'], ['bytesUp']), true)}
      valueText={formatShortCount}
      names={[
        { text: t('out'), value: newest(points, 'bytesDown'), colour: 'var(--chart-out)' },
        { text: t('in'), value: newest(points, 'bytesUp'), colour: 'var(--chart-in)' },
      ]}
      readout={(point) => <StepReadout point={point} />}
    >
      <Area {...shared} dataKey="bytesDown" stroke="var(--chart-out)" fill="var(--chart-out)" fillOpacity={0.14} />
      <Line {...shared} dataKey="bytesUp" stroke="var(--chart-in)" strokeDasharray="4 2" />
    </TimePanel>
  );
});
