import type { Row } from '../../../../src-main/contract/entry';
import { formatBytes, formatExactBytes } from '../../../format/bytes';
import { formatCount } from '../../../format/count';
import { formatDuration } from '../../../format/duration';
import section from '../section.module.css';
import styles from './compare.module.css';
import type { Comparison } from './use-comparison';

/** "2 of 3, 1 excluded", null where nobody can have got it. */
function clientsOf({ matched, excluded }: Row): string | null {
  if (matched === null) return null;
  return excluded === null ? `${matched} of ${matched}` : `${matched - 1} of ${matched}, 1 excluded`;
}

/** What of two entries is not payload. */
export function Around({ row, comparison }: { row: Row; comparison: Comparison }) {
  const { skipped, skippedMs, content } = comparison;
  const other = content.body.row;
  const apart = formatDuration(Math.abs(row.atMs - other.atMs));
  const [was, is] = [clientsOf(other), clientsOf(row)];
  const facts: (readonly [string, string, string])[] = [['Apart', apart, '']];
  if (skipped > 0) {
    const when = skippedMs === null ? '' : `, ${formatDuration(skippedMs)} before`;
    facts.push(['Skipped', `${formatCount(skipped)} with the same body${when}`, '']);
  }
  const sizes = `${formatExactBytes(other.sizeBytes)} → ${formatExactBytes(row.sizeBytes)}`;
  const isSameSize = other.sizeBytes === row.sizeBytes;
  facts.push([
    'Size',
    isSameSize
      ? `${formatBytes(row.sizeBytes)}, both`
      : `${formatBytes(other.sizeBytes)} → ${formatBytes(row.sizeBytes)}`,
    sizes,
  ]);
  if (was !== null && is !== null) facts.push(['Clients', was === is ? `${is}, both times` : `${was} → ${is}`, '']);
  if (other.channel !== row.channel) facts.push(['Channel', `${other.channel || '–'} → ${row.channel || '–'}`, '']);
  if (other.event !== row.event) facts.push(['Event', `${other.event || '–'} → ${row.event || '–'}`, '']);
  return (
    <section className={section.section} aria-labelledby="around-title">
      <h3 className={section.head} id="around-title">
        Around it
      </h3>
      <dl className={styles.facts}>
        {facts.map(([name, words, title]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd title={title || words}>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
