import type { Row } from '../../../../src-main/contract/entry';
import { formatBytes, formatExactBytes } from '../../../format/bytes';
import { formatDuration } from '../../../format/duration';
import { wordsOf } from '../../../languages/words';
import section from '../section.module.css';
import styles from './compare.module.css';
import type { Comparison } from './use-comparison';

const t = wordsOf('inspector');

/** "2 of 3, 1 excluded", null where nobody can have got it. */
function clientsOf({ matched, excluded }: Row): string | null {
  if (matched === null) return null;
  return excluded === null
    ? t('around.of', { reached: matched, matched })
    : t('around.ofExcluded', { reached: matched - 1, matched });
}

/** What of two entries is not payload. */
export function Around({ row, comparison }: { row: Row; comparison: Comparison }) {
  const { skipped, skippedMs, content } = comparison;
  const other = content.body.row;
  const apart = formatDuration(Math.abs(row.atMs - other.atMs));
  const [was, is] = [clientsOf(other), clientsOf(row)];
  const facts: (readonly [string, string, string])[] = [[t('around.apart'), apart, '']];
  if (skipped > 0) {
    const words =
      skippedMs === null
        ? t('around.sameBody', { skipped })
        : t('around.sameBodyBefore', { skipped, span: formatDuration(skippedMs) });
    facts.push([t('around.skipped'), words, '']);
  }
  const sizes = `${formatExactBytes(other.sizeBytes)} → ${formatExactBytes(row.sizeBytes)}`;
  const isSameSize = other.sizeBytes === row.sizeBytes;
  facts.push([
    t('around.size'),
    isSameSize
      ? t('around.both', { size: formatBytes(row.sizeBytes) })
      : `${formatBytes(other.sizeBytes)} → ${formatBytes(row.sizeBytes)}`,
    sizes,
  ]);
  if (was !== null && is !== null)
    facts.push([t('around.clients'), was === is ? t('around.bothTimes', { clients: is }) : `${was} → ${is}`, '']);
  if (other.channel !== row.channel)
    facts.push([t('around.channel'), `${other.channel || '–'} → ${row.channel || '–'}`, '']);
  if (other.event !== row.event) facts.push([t('around.event'), `${other.event || '–'} → ${row.event || '–'}`, '']);
  return (
    <section className={section.section} aria-labelledby="around-title">
      <h3 className={section.head} id="around-title">
        {t('around.title')}
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
