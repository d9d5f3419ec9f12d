import { Minus } from 'lucide-react';
import type { Row } from '../../../../src-main/contract/entry';
import type { Receipt } from '../../../../src-main/contract/receipt';
import { wordsOf } from '../../../languages/words';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import section from '../section.module.css';
import styles from './delivery.module.css';
import { nearMissWords, receiptTotals } from './delivery-items';
import { RecipientLine } from './recipient-line';
import { TwiceLine } from './twice-line';

const t = wordsOf('inspector');

const shownRecipients = 3;

/** "2 of 3", '' for a receipt of a publish that was refused. */
export function deliveryCount(receipt: Receipt): string {
  const { matched, written } = receiptTotals(receipt);
  return receipt.refused === null ? t('delivery.of', { written, matched }) : '';
}

/** The first lines of the receipt, below the payload. */
export function DeliveryShort({ row, receipt, onShowAll }: { row: Row; receipt: Receipt; onShowAll: () => void }) {
  const { matched, written } = receiptTotals(receipt);
  const recipients = receipt.channels.flatMap(({ recipients }) => recipients);
  const misses = receipt.channels.flatMap(({ channel, nearMisses }) =>
    nearMisses.map((miss) => nearMissWords(miss, channel)),
  );
  const [miss] = misses;
  return (
    <section className={section.section} aria-labelledby="delivery-title">
      <h3 className={section.head} id="delivery-title">
        {t('delivery.title')}
        <span className={section.aside}>{t('delivery.ofClients', { written, count: matched })}</span>
        {(recipients.length > shownRecipients || matched === 0) && (
          <Button size="small" onPress={onShowAll}>
            {matched === 0 ? t('delivery.why') : t('delivery.all', { matched })}
          </Button>
        )}
      </h3>
      {recipients.slice(0, shownRecipients).map((recipient, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one connection may stand here for several channels
        <RecipientLine key={index} recipient={recipient} />
      ))}
      {matched === 0 && (
        <div className={styles.line}>
          <Icon of={Minus} size={14} />
          <span className={styles.what}>{miss ?? t('delivery.nobodyThere')}</span>
        </div>
      )}
      <TwiceLine row={row} receipt={receipt} isShort />
    </section>
  );
}
