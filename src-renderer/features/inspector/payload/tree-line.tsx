import { ChevronDown, ChevronRight } from 'lucide-react';
import { stringOf } from '../../../format/json-nodes';
import { visibleText } from '../../../format/visible-text';
import { wordsOf } from '../../../languages/words';
import { Icon } from '../../../ui/icon';
import { Marked } from '../../../ui/marked';
import { Tag } from '../../../ui/tag';
import styles from './tree.module.css';
import { longStringChars, type TreeRow } from './tree-rows';

const t = wordsOf('inspector');

/** What stands on one line of the tree. */
export function TreeLine({ row, found }: { row: TreeRow; found: readonly string[] }) {
  if (row.part !== null)
    return (
      <span className={styles.part}>
        <Marked text={row.part} words={found} />
      </span>
    );
  return (
    <>
      <span className={styles.twisty}>
        {row.isOpen !== null && <Icon of={row.isOpen ? ChevronDown : ChevronRight} size={12} />}
      </span>
      {row.label !== '' && (
        <span className={styles.key}>
          <Marked text={visibleText(row.label)} words={found} />
        </span>
      )}
      <Value row={row} found={found} />
      {row.wasString && (
        <span className={styles.tag}>
          <Tag>{t('payload.wasString')}</Tag>
        </span>
      )}
    </>
  );
}

function Value({ row, found }: { row: TreeRow; found: readonly string[] }) {
  const { node, count } = row;
  if (count !== null) {
    const [start, end] = node.kind === 'object' ? '{}' : '[]';
    return <span className={styles.bracket}>{count === 0 ? `${start} ${end}` : `${start} ${count} ${end}`}</span>;
  }
  if (node.kind !== 'string') {
    return (
      <span className={node.kind === 'number' ? styles.number : styles.word}>
        <Marked text={node.text.slice(node.from, node.to)} words={found} />
      </span>
    );
  }
  const value = stringOf(node);
  const isLong = value.length > longStringChars;
  return (
    <>
      {row.isOpen !== true && (
        <span className={styles.string}>
          &quot;
          <Marked text={visibleText(isLong ? value.slice(0, longStringChars) : value)} words={found} />
          {isLong ? '…' : '"'}
        </span>
      )}
      {(isLong || row.isOpen) && (
        <span className={styles.note}>{t('payload.characters', { count: value.length })}</span>
      )}
    </>
  );
}
