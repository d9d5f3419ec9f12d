import { Ban, Minus, TriangleAlert } from 'lucide-react';
import { type ReactNode, useMemo, useRef } from 'react';
import type { Row } from '../../../../src-main/contract/entry';
import type { Receipt } from '../../../../src-main/contract/receipt';
import { formatCount } from '../../../format/count';
import { wordsOf } from '../../../languages/words';
import { mainActs } from '../../../state/main-acts';
import { Button } from '../../../ui/button';
import { ChannelName } from '../../../ui/channel-name';
import { Icon } from '../../../ui/icon';
import { KindIcon } from '../../../ui/kind-icon';
import { kindWord } from '../../../ui/kind-words';
import { useRows } from '../use-rows';
import styles from './delivery.module.css';
import { type Cause, type DeliveryItem, deliveryItems, receiptTotals, type Sign } from './delivery-items';
import { RecipientLine } from './recipient-line';
import { TwiceLine } from './twice-line';

const t = wordsOf('inspector');

const lineHeight = 24;
const signs: Readonly<Record<Sign, typeof Minus>> = { none: Minus, warn: TriangleAlert, refused: Ban };

/** What became of a publish: how many matched, and connection by connection what is known. */
export function Delivery({ row, receipt, cause }: { row: Row; receipt: Receipt; cause: Cause }) {
  const scroller = useRef<HTMLDivElement>(null);
  const items = useMemo(() => deliveryItems(receipt, cause), [receipt, cause]);
  const { list, rows, start } = useRows(scroller, items.length, lineHeight);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard
    <section className={styles.pane} ref={scroller} tabIndex={0} aria-label={t('delivery.receipt')} data-main>
      {receipt.refused === null && <Figures receipt={receipt} />}
      {receipt.refused === null && (
        <div className={styles.above}>
          <TwiceLine row={row} receipt={receipt} />
        </div>
      )}
      <div ref={list} className={styles.list} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start: top }) => (
          <div
            key={index}
            ref={rows.measureElement}
            data-index={index}
            className={styles.item}
            style={{ top: top - start }}
          >
            <Item item={items[index] as DeliveryItem} row={row} cause={cause} />
          </div>
        ))}
      </div>
    </section>
  );
}

/** matched = excluded + written + still buffered + cut. What is none is left out, but for the first three. */
function Figures({ receipt }: { receipt: Receipt }) {
  const { matched, written, excluded, buffered, cut, unknown } = receiptTotals(receipt);
  const figures = [
    [t('figure.matched'), matched],
    [t('state.written'), written],
    [t('figure.excluded'), excluded],
    ...(buffered > 0 ? [[t('state.buffered'), buffered] as const] : []),
    ...(cut > 0 ? [[t('state.cut'), cut] as const] : []),
    ...(unknown > 0 ? [[t('state.unknown'), unknown] as const] : []),
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Item({ item, row, cause }: { item: DeliveryItem; row: Row; cause: Cause }): ReactNode {
  switch (item.kind) {
    case 'heading':
      return (
        <h3 className={styles.heading}>
          {item.text}
          {item.channel !== '' && <ChannelName name={item.channel} />}
          <span>{item.aside}</span>
        </h3>
      );
    case 'recipient':
      return <RecipientLine recipient={item.recipient} />;
    case 'words':
      return <p className={styles.words}>{item.text}</p>;
    case 'line':
      return (
        <div className={styles.line} data-sign={item.sign}>
          <Icon of={signs[item.sign]} size={14} />
          <span className={styles.whole}>{item.text}</span>
          <span className={styles.aside}>{item.aside}</span>
        </div>
      );
    case 'cause':
      return !cause ? null : (
        <div className={styles.line}>
          <KindIcon kind={cause.row.kind} action={cause.row.action} />
          <span className={styles.what}>
            {kindWord(cause.row)} {item.text}
          </span>
          {cause.row.seq !== row.seq && (
            <Button size="small" onPress={() => mainActs().select(cause.row)}>
              {t('delivery.showRow')}
            </Button>
          )}
        </div>
      );
  }
}
