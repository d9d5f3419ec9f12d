import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button } from 'react-aria-components';
import { wordsOf } from '../../languages/words';
import { Icon } from '../../ui/icon';
import { ColumnHandle } from './column-handle';
import styles from './list.module.css';
import { type Column, useTableLook } from './table-look';

const t = wordsOf('timeline');

/** The names of the columns, with the handles of their widths. */
export function ListHead({ hasSources }: { hasSources: boolean }) {
  const [{ hidden, widths, newestFirst }, change] = useTableLook();
  const resize = (column: Column, width: number | null) => {
    const { [column]: _before, ...others } = widths;
    change({ widths: width === null ? others : { ...others, [column]: width } });
  };
  const order = newestFirst ? 'descending' : 'ascending';
  const head = (column: Column, look?: string) => (
    <span
      role="columnheader"
      aria-label={t(`column.${column}`)}
      aria-sort={column === 'time' ? order : undefined}
      data-column={column}
      className={look}
    >
      {column === 'time' ? (
        <Button
          className={styles.order ?? ''}
          aria-label={newestFirst ? t('command.oldestFirst') : t('command.newestFirst')}
          onPress={() => change({ newestFirst: !newestFirst })}
        >
          {t('column.time')}
          <Icon of={newestFirst ? ArrowUp : ArrowDown} size={12} />
        </Button>
      ) : (
        t(`column.${column}`)
      )}
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
        {hasSources && head('source')}
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
