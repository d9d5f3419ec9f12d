import { ChevronRight } from 'lucide-react';
import { type JsonNode, stringOf } from '../../../format/json-nodes';
import { visibleText } from '../../../format/visible-text';
import { wordsOf } from '../../../languages/words';
import { Icon } from '../../../ui/icon';
import { Tag } from '../../../ui/tag';
import tree from '../payload/tree.module.css';
import styles from './compare.module.css';
import type { DiffLine } from './diff-lines';

const t = wordsOf('inspector');

const signs = { added: '+', removed: '−', changed: '~', same: '' } as const;
const shownChars = 400;

/** A line of what changed: its sign at the edge, then what stood there and what stands there. */
export function Line({ line, onOpen }: { line: DiffLine; onOpen: () => void }) {
  const { sign, level, label, before, after, wasString, folded } = line;
  const indent = { paddingLeft: 24 + (level - 1) * 16 };
  if (folded !== null) {
    return (
      <button type="button" className={`${styles.line} ${styles.fold}`} style={indent} onClick={onOpen}>
        <Icon of={ChevronRight} size={12} />
        <span>{t('compare.folded', { names: folded.map(visibleText).join(', ') })}</span>
      </button>
    );
  }
  const isChanged = sign === 'changed';
  return (
    <div className={styles.line} data-sign={sign} style={indent}>
      {sign !== 'same' && (
        <span className={styles.sign} role="img" aria-label={t(`compare.sign.${sign}`)}>
          {signs[sign]}
        </span>
      )}
      {label !== '' && <span className={tree.key}>{visibleText(label)}</span>}
      {isChanged && before !== null && (
        <>
          <del className={styles.old}>{valueText(before)}</del>
          <span className={styles.arrow}>→</span>
        </>
      )}
      {isChanged ? (
        <ins className={styles.new}>{after === null ? '' : valueText(after)}</ins>
      ) : (
        <Value node={after ?? before} />
      )}
      {wasString && (
        <span className={tree.tag}>
          <Tag>{t('payload.wasString')}</Tag>
        </span>
      )}
    </div>
  );
}

function Value({ node }: { node: JsonNode | null }) {
  if (node === null) return null;
  const look = { object: tree.bracket, array: tree.bracket, string: tree.string, number: tree.number, word: tree.word };
  return <span className={look[node.kind]}>{valueText(node)}</span>;
}

function valueText(node: JsonNode): string {
  const count = node.children.length;
  if (node.kind === 'object') return count === 0 ? '{ }' : `{ ${count} }`;
  if (node.kind === 'array') return count === 0 ? '[ ]' : `[ ${count} ]`;
  if (node.kind !== 'string') return node.text.slice(node.from, node.to);
  const value = stringOf(node);
  return value.length > shownChars ? `"${visibleText(value.slice(0, shownChars))}…` : `"${visibleText(value)}"`;
}
