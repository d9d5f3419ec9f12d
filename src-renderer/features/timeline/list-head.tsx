import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useState } from 'react';
import { Button } from 'react-aria-components';
import { wordsOf } from '../../languages/words';
import { Icon } from '../../ui/icon';
import { dragColumn, neighbourOf } from './column-drag';
import { ColumnHandle } from './column-handle';
import styles from './list.module.css';
import { type Column, moved, type Place, useTableLook } from './table-look';

const t = wordsOf('timeline');

/** The names of the columns, which can be dragged to another place, with the handles of their widths. */
export const ListHead = memo(function ListHead({ hasSources }: { hasSources: boolean }) {
  const [{ hidden, widths, order, newestFirst }, change] = useTableLook();
  const [drop, setDrop] = useState<Place | null>(null);
  const resize = (column: Column, width: number | null) => {
    const { [column]: _before, ...others } = widths;
    change({ widths: width === null ? others : { ...others, [column]: width } });
  };
  const move = (place: Place, to: Place | null) => {
    if (to !== null && to !== place) change({ order: moved(order, place, to) });
  };
  const head = (place: Place) => (
    <span
      key={place}
      role="columnheader"
      aria-label={t(`column.${place}`)}
      aria-sort={place === 'time' ? (newestFirst ? 'descending' : 'ascending') : undefined}
      data-column={place}
      data-drop={drop === place || undefined}
      title={t('columnMove')}
      className={{ delta: styles.delta, size: styles.number }[place as string]}
      onPointerDown={(event) => dragColumn(event, place, setDrop, (to) => move(place, to))}
    >
      {place === 'time' ? (
        <Button
          className={styles.order ?? ''}
          aria-label={newestFirst ? t('command.oldestFirst') : t('command.newestFirst')}
          onPress={() => change({ newestFirst: !newestFirst })}
        >
          {t('column.time')}
          <Icon of={newestFirst ? ArrowUp : ArrowDown} size={12} />
        </Button>
      ) : (
        t(`column.${place}`)
      )}
      {place !== 'event' && !hidden.includes(place) && (
        <ColumnHandle
          column={place}
          label={t(`column.${place}`)}
          width={widths[place] ?? null}
          onChange={resize}
          onMove={(by, from) => move(place, neighbourOf(from, by))}
        />
      )}
    </span>
  );
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1}>
        {order.filter((place) => place !== 'source' || hasSources).map(head)}
        <span role="columnheader" className={styles.flags}>
          <span className={styles.silent}>{t('column.flags')}</span>
        </span>
      </div>
    </div>
  );
});
