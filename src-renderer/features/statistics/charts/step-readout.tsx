import { Readout } from '../../../charts/readout';
import { formatBytes } from '../../../format/bytes';
import { formatCount, formatRate } from '../../../format/count';
import { formatClock } from '../../../format/instant';
import { useWords } from '../../../languages/use-words';
import type { Point } from '../series';

/** What a step holds, beside the pointer. */
export function StepReadout({ point }: { point: Point }) {
  const t = useWords('statistics');
  const { api, up, down, bytesUp, bytesDown, connections, refused, errors } = point;
  if (connections === null) return null;
  const bytes = formatBytes(Math.round((bytesUp ?? 0) + (bytesDown ?? 0)));
  const lines = [
    { name: t('out'), value: formatRate(down ?? 0), colour: 'var(--chart-out)' },
    { name: t('publish'), value: formatRate(api ?? 0), colour: 'var(--chart-publish)' },
    { name: t('in'), value: formatRate(up ?? 0), colour: 'var(--chart-in)' },
    { name: t('bytes'), value: t('bytesPerSecond', { unit: bytes }) },
    { name: t('connections'), value: formatCount(connections) },
    { name: t('troubles'), value: formatCount((refused ?? 0) + (errors ?? 0)) },
  ];
  return <Readout title={formatClock(point.atMs)} lines={lines} />;
}
