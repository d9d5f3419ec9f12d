import { wordsOf } from '../../languages/words';
import { ColumnHandle } from './column-handle';
import styles from './list.module.css';
import { type Column, useTableLook } from './table-look';

const t = wordsOf('timeline');

/** The names of the columns, with the handles of their widths. */
export function ListHead() {
  const [{ hidden, widths }, change] = useTableLook();
  const resize = (column: Column, width: number | null) => {
    const { [column]: _before, ...others } = widths;
    change({ widths: width === null ? others : { ...others, [column]: width } });
  };
  const head = (column: Column, look?: string) => (
    <span role="columnheader" aria-label={t(`column.${column}`)} data-column={column} className={look}>
      {t(`column.${column}`)}
      {!hidden.includes(column) && (
        <ColumnHandle column={column} label={t(`column.${column}`)} width={widths[column] ?? null} onChange={resize} />
      )}
    </span>
  );
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1}>
        {head('time')}
        {head('delta', styles.delta)}
        {head('kind')}
        {head('channel')}
        <span role="columnheader">{t('column.event')}</span>
        {head('size', styles.number)}
        <span role="columnheader" className={styles.flags}>
          <span className={styles.silent}>{t('column.flags')}</span>
        </span>
      </div>
    </div>
  );
}
