import type { KeyboardEvent, PointerEvent } from 'react';
import { wordsOf } from '../../languages/words';
import styles from './list.module.css';
import { bounded, type Column, widthLimits } from './table-look';

const t = wordsOf('timeline');

const step = 8;

/**
 * The right edge of a column: drag it, or move it with the arrows; Enter or a double click gives its usual width back. With
 * Ctrl the arrows move the column itself.
 */
export function ColumnHandle({
  column,
  label,
  width,
  onChange,
  onMove,
}: {
  column: Column;
  label: string;
  /** px; null for the usual one. */
  width: number | null;
  onChange: (column: Column, width: number | null) => void;
  /** One to the left (-1) or to the right (1). */
  onMove: (by: -1 | 1, from: Element) => void;
}) {
  const now = (element: Element) => width ?? element.parentElement?.getBoundingClientRect().width ?? widthLimits.min;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: step, ArrowLeft: -step }[event.key];
    if (by === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    if (by !== undefined && (event.ctrlKey || event.metaKey)) return onMove(by < 0 ? -1 : 1, event.currentTarget);
    onChange(column, by === undefined ? null : bounded(now(event.currentTarget) + by));
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const { currentTarget: handle } = event;
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const left = handle.parentElement?.getBoundingClientRect().left ?? 0;
    onChange(column, bounded(event.clientX - left));
  };
  const attributes = {
    role: 'separator',
    'aria-label': t('columnWidth', { column: label }),
    'aria-orientation': 'vertical' as const,
    'aria-keyshortcuts': 'Control+ArrowLeft Control+ArrowRight',
    'aria-valuenow': width ?? 0,
    'aria-valuetext': width === null ? t('usualWidth') : `${width} px`,
    'aria-valuemin': widthLimits.min,
    'aria-valuemax': widthLimits.max,
    tabIndex: 0,
    onKeyDown,
    onPointerDown: (event: PointerEvent<HTMLElement>) => event.currentTarget.setPointerCapture(event.pointerId),
    onPointerMove,
    onDoubleClick: () => onChange(column, null),
  };
  return <span {...attributes} className={styles.handle} />;
}
