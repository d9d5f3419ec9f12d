import { ChevronDown, ChevronRight } from 'lucide-react';
import { formatCountOf } from '../../../format/count';
import { stringOf } from '../../../format/json-nodes';
import { visibleText } from '../../../format/visible-text';
import { Icon } from '../../../ui/icon';
import { Tag } from '../../../ui/tag';
import styles from './tree.module.css';
import { longStringChars, type TreeRow } from './tree-rows';

/** What stands on one line of the tree. */
export function TreeLine({ row }: { row: TreeRow }) {
  if (row.part !== null) return <span className={styles.part}>{row.part}</span>;
  return (
    <>
      <span className={styles.twisty}>
        {row.isOpen !== null && <Icon of={row.isOpen ? ChevronDown : ChevronRight} size={12} />}
      </span>
      {row.label !== '' && <span className={styles.key}>{visibleText(row.label)}</span>}
      <Value row={row} />
      {row.wasString && (
        <span className={styles.tag}>
          <Tag>was a string</Tag>
        </span>
      )}
    </>
  );
}

function Value({ row }: { row: TreeRow }) {
  const { node, count } = row;
  if (count !== null) {
    const [start, end] = node.kind === 'object' ? '{}' : '[]';
    return <span className={styles.bracket}>{count === 0 ? `${start} ${end}` : `${start} ${count} ${end}`}</span>;
  }
  if (node.kind !== 'string') {
    return (
      <span className={node.kind === 'number' ? styles.number : styles.word}>
        {node.text.slice(node.from, node.to)}
      </span>
    );
  }
  const value = stringOf(node);
  const isLong = value.length > longStringChars;
  return (
    <>
      {row.isOpen !== true && (
        <span className={styles.string}>
          &quot;{visibleText(isLong ? value.slice(0, longStringChars) : value)}
          {isLong ? '…' : '"'}
        </span>
      )}
      {(isLong || row.isOpen) && <span className={styles.note}>{formatCountOf(value.length, 'character')}</span>}
    </>
  );
}
