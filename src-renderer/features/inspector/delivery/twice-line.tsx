import { Repeat2, TriangleAlert } from 'lucide-react';
import type { Row } from '../../../../src-main/contract/entry';
import type { Receipt } from '../../../../src-main/contract/receipt';
import { useEntryCall } from '../../../engine/hooks';
import { wordsOf } from '../../../languages/words';
import { Icon } from '../../../ui/icon';
import styles from './delivery.module.css';
import { receiptTotals } from './delivery-items';
import { twiceWords } from './twice';

const t = wordsOf('inspector');

/** Whether it came twice. `isShort`: only if it did. */
export function TwiceLine({ row, receipt, isShort = false }: { row: Row; receipt: Receipt; isShort?: boolean }) {
  const twins = useEntryCall('entry.twins', receipt.publish);
  const words = twiceWords(twins, row, receiptTotals(receipt).matched);
  if (words === null || (isShort && !words.isDouble)) return null;
  return (
    <div className={styles.line} data-sign={words.isDouble ? 'warn' : 'none'} title={words.hint}>
      <Icon of={words.isDouble ? TriangleAlert : Repeat2} size={14} />
      <span className={styles.whole}>
        {isShort ? words.text : t('twice.full', { text: words.text, hint: words.hint })}
      </span>
    </div>
  );
}
