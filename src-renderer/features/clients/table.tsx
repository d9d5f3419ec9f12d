import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { ConnectionId } from '../../../src-main/contract/ids';
import { formatCount } from '../../format/count';
import { useWords } from '../../languages/use-words';
import { useClients } from '../../state/clients';
import { regionRef } from '../../state/regions';
import { useNow } from '../../state/use-now';
import { Icon } from '../../ui/icon';
import { ClientRow } from './client-row';
import styles from './clients.module.css';
import { type Column, columnsWithin, templateOf } from './columns';
import type { ClientList } from './use-client-list';

const rowPx = 24;
const sidePx = 16;

/** The connections, of which only those in sight are fetched and in the document. The grid has the focus and names its row. */
export function ClientTable({
  list,
  onFirstRow,
  onType,
}: {
  list: ClientList;
  onFirstRow: (index: number) => void;
  onType: (text: string) => void;
}) {
  const say = useWords('clients');
  const { selected, select } = useClients();
  const scroll = useRef<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  const [active, setActive] = useState<{ readonly index: number; readonly id: ConnectionId | null }>({
    index: 0,
    id: null,
  });
  const prefix = useId();
  const nowMs = useNow();
  const virtualizer = useVirtualizer({
    count: list.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowPx,
    scrollPaddingStart: rowPx,
    scrollMargin: rowPx,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  useEffect(() => onFirstRow(first), [first, onFirstRow]);
  useLayoutEffect(() => {
    const element = scroll.current as HTMLDivElement;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth - 2 * sidePx));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const columns = columnsWithin(width);
  // The row stays on its client as others come and go, as far as that client is in sight.
  const found = active.id === null ? undefined : items.find(({ index }) => list.at(index)?.id === active.id)?.index;
  const now = Math.max(0, Math.min(found ?? active.index, list.length - 1));
  const goTo = (index: number, isUp: boolean) => {
    const wanted = Math.max(0, Math.min(list.length - 1, index));
    const at = wanted === list.headAt ? wanted + (isUp && wanted > 0 ? -1 : 1) : wanted;
    const id = list.at(at)?.id ?? null;
    setActive({ index: at, id });
    virtualizer.scrollToIndex(at);
    if (selected !== null && id !== null) select(id);
  };
  const open = (index: number) => {
    const id = list.at(index)?.id ?? null;
    setActive({ index, id });
    if (id !== null) select(id);
  };
  const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowPx) - 2);
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: now + 1,
    ArrowUp: now - 1,
    Home: 0,
    End: list.length - 1,
    PageDown: now + page,
    PageUp: now - page,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const target = targets[key];
    const act =
      target !== undefined
        ? () => goTo(target, target < now)
        : key === 'Enter' || key === ' '
          ? () => open(now)
          : key === 'Escape' && selected !== null
            ? () => select(null)
            : key.length === 1
              ? () => onType(key === '/' ? '' : key)
              : null;
    if (act === null) return;
    event.preventDefault();
    act();
  };
  const onClick = ({ target }: MouseEvent) => {
    const index = (target as Element).closest('[data-index]')?.getAttribute('data-index');
    if (index !== null && index !== undefined && getSelection()?.isCollapsed !== false) open(Number(index));
  };
  const isDrawn = items.some(({ index }) => index === now);
  return (
    <div
      role="grid"
      aria-label={say('title')}
      aria-rowcount={list.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={isDrawn && list.length > 0 ? `${prefix}${now}` : undefined}
      className={styles.grid}
      style={{ '--cols': templateOf(columns) } as React.CSSProperties}
      tabIndex={0}
      ref={(element) => {
        scroll.current = element;
        regionRef('client-list')(element);
      }}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div role="rowgroup" className={styles.head}>
        <div role="row" aria-rowindex={1}>
          {columns.map((column) => (
            <ColumnHead key={column.name} column={column} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const one = list.at(index);
          const common = {
            role: 'row',
            id: `${prefix}${index}`,
            'aria-rowindex': index + 2,
            style: { transform: `translateY(${start - rowPx}px)` },
          };
          if (index === list.headAt) {
            return (
              <div {...common} key="closed" className={styles.groupHead}>
                <span role="gridcell" aria-colspan={columns.length}>
                  <b>{say('closedLately')}</b> {formatCount(list.closed)}
                </span>
              </div>
            );
          }
          if (one === undefined) {
            return (
              <div {...common} key={`at ${index}`} className={styles.row} aria-busy="true">
                <span role="gridcell" aria-colspan={columns.length} className={styles.stroke} />
              </div>
            );
          }
          return (
            <div
              {...common}
              {...{ 'aria-selected': one.id === selected }}
              key={one.id}
              className={styles.row}
              data-index={index}
              data-state={one.state}
              data-cursor={index === now || undefined}
            >
              <ClientRow one={one} columns={columns} nowMs={nowMs} say={say} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function ColumnHead({ column }: { column: Column }) {
  const say = useWords('clients');
  const { sort, isDescending, sortBy } = useClients();
  const isSorted = sort === column.sort;
  return (
    <span
      role="columnheader"
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}
      className={column.isNumber ? styles.number : styles.cell}
    >
      <button type="button" className={styles.sort} onClick={() => sortBy(column.sort)}>
        {say(column.name)}
        {isSorted && <Icon of={isDescending ? ChevronDown : ChevronUp} size={12} />}
      </button>
    </span>
  );
}
