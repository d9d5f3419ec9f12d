import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type HTMLAttributes,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';
import { type MenuPoint, menuPoint } from '../../ui/menu';
import styles from './channels.module.css';

const rowHeight = 24;

type DataAttributes = { readonly [name: `data-${string}`]: string | number | boolean | undefined };

export interface RowOfList {
  readonly attributes: HTMLAttributes<HTMLDivElement> & DataAttributes;
  readonly content: ReactNode;
}

interface RowListProps {
  role: 'tree' | 'listbox';
  label: string;
  /** Ids of the rows in order; the active row is remembered by its id. */
  ids: readonly string[];
  row: (index: number) => RowOfList;
  /** Click or Enter; isAdding with Ctrl or Cmd. */
  onPick: (index: number, isAdding: boolean) => void;
  /** Keys beyond moving and picking. Returns the index to go to; null if the key means nothing here. */
  onOtherKey?: (key: string, index: number) => number | null;
  /** A click on what is marked with data-twist. */
  onTwist?: (index: number) => void;
  /** A click on what is marked with data-detail. */
  onDetail?: (index: number) => void;
  /** A right click on a row, or the menu key at it. */
  onMenu?: (index: number, point: MenuPoint) => void;
  elementRef?: (element: HTMLElement | null) => void;
}

/**
 * Rows of one height, of which only those in sight are in the document. The list itself has the focus and names its active
 * row, so that thousands of rows stay one stop of the Tab key.
 */
export function RowList({
  role,
  label,
  ids,
  row,
  onPick,
  onOtherKey,
  onTwist,
  onDetail,
  onMenu,
  elementRef,
}: RowListProps) {
  const scroll = useRef<HTMLDivElement | null>(null);
  const [activeId, setActiveId] = useState<string | null>(null);
  const prefix = useId();
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => ids[index] ?? index,
    overscan: 8,
  });
  const active = activeId === null ? -1 : ids.indexOf(activeId);
  const shown = active === -1 ? 0 : active;

  const goTo = (index: number) => {
    const at = Math.max(0, Math.min(ids.length - 1, index));
    setActiveId(ids[at] ?? null);
    virtualizer.scrollToIndex(at);
  };
  const targetOf = (key: string): number | null => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight) - 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: shown + 1,
      ArrowUp: shown - 1,
      Home: 0,
      End: ids.length - 1,
      PageDown: shown + page,
      PageUp: shown - page,
    };
    return targets[key] ?? null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isAdding = event.ctrlKey || event.metaKey;
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault();
      if (ids.length > 0) onMenu?.(shown, menuPoint({}, document.getElementById(`${prefix}${shown}`)));
      return;
    }
    if (ids.length === 0 || event.altKey || event.shiftKey) return;
    if (event.key === 'Enter' || (event.key === ' ' && !isAdding)) {
      event.preventDefault();
      onPick(shown, isAdding || event.key === ' ');
      return;
    }
    if (isAdding) return;
    const to = targetOf(event.key) ?? onOtherKey?.(event.key, shown) ?? null;
    if (to === null) return;
    event.preventDefault();
    goTo(to);
  };
  const indexAt = (target: EventTarget) => {
    const index = (target as Element).closest('[data-index]')?.getAttribute('data-index');
    return index === null || index === undefined ? null : Number(index);
  };
  const onClick = (event: MouseEvent) => {
    const index = indexAt(event.target);
    if (index === null) return;
    setActiveId(ids[index] ?? null);
    const isOn = (mark: string) => (event.target as Element).closest(mark) !== null;
    if (isOn('[data-twist]')) onTwist?.(index);
    else if (onDetail !== undefined && isOn('[data-detail]')) onDetail(index);
    else onPick(index, event.ctrlKey || event.metaKey);
  };
  const onContextMenu = (event: MouseEvent) => {
    const index = indexAt(event.target);
    if (index === null || onMenu === undefined) return;
    event.preventDefault();
    // The menu key has been heard as a key already.
    if (event.button !== 2) return;
    setActiveId(ids[index] ?? null);
    onMenu(index, menuPoint(event, null));
  };
  const onMouseDown = (event: MouseEvent) => {
    if (indexAt(event.target) === null) return;
    // A row that is pressed must not take the focus from the list.
    event.preventDefault();
    scroll.current?.focus({ preventScroll: true });
  };

  const items = virtualizer.getVirtualItems();
  const isShownInDocument = items.some(({ index }) => index === shown);
  const listAttributes = {
    role,
    'aria-label': label,
    'aria-multiselectable': true,
    'aria-activedescendant': isShownInDocument ? `${prefix}${shown}` : undefined,
    tabIndex: 0,
    onKeyDown,
    onClick,
    onContextMenu,
    onMouseDown,
  };
  return (
    <div
      {...listAttributes}
      ref={(element) => {
        scroll.current = element;
        elementRef?.(element);
      }}
      className={styles.list}
    >
      <div role="presentation" className={styles.rows} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const { attributes, content } = row(index);
          const rowAttributes = { ...attributes, role: role === 'tree' ? 'treeitem' : 'option', tabIndex: -1 };
          return (
            <div
              {...rowAttributes}
              key={key}
              id={`${prefix}${index}`}
              data-index={index}
              data-active={index === shown || undefined}
              className={styles.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              {content}
            </div>
          );
        })}
      </div>
    </div>
  );
}
