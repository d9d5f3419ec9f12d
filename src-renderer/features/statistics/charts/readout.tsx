import { formatBytes } from '../../../format/bytes';
import { formatCount, formatRate } from '../../../format/count';
import { formatClock } from '../../../format/instant';
import { useWords } from '../../../languages/use-words';
import type { Point } from '../series';
import styles from './charts.module.css';

/** What a step holds, beside the pointer. */
export function Readout({ point }: { point: Point }) {
  const t = useWords('statistics');
  const { api, up, down, bytesUp, bytesDown, connections, refused, errors } = point;
  if (connections === null) return null;
  const bytes = formatBytes(Math.round((bytesUp ?? 0) + (bytesDown ?? 0)));
  const lines = [
    [t('out'), formatRate(down ?? 0), 'var(--chart-out)'],
    [t('publish'), formatRate(api ?? 0), 'var(--chart-publish)'],
    [t('in'), formatRate(up ?? 0), 'var(--chart-in)'],
    [t('bytes'), t('bytesPerSecond', { unit: bytes }), 'transparent'],
    [t('connections'), formatCount(connections), 'transparent'],
    [t('troubles'), formatCount((refused ?? 0) + (errors ?? 0)), 'transparent'],
  ] as const;
  return (
    <dl className={styles.readout}>
      <div>
        <dt>{formatClock(point.atMs)}</dt>
      </div>
      {lines.map(([name, value, colour]) => (
        <div key={name}>
          <dt>
            <i style={{ background: colour }} />
            {name}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
