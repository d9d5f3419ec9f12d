import type { KeyboardEvent, PointerEvent } from 'react';
import styles from './height-handle.module.css';

const step = 8;

/** The upper edge of a part that stands at the foot: drag it, or move it with the arrows; Enter resets. Heights in px. */
export function HeightHandle({
  label,
  height,
  min,
  max,
  usual,
  onChange,
}: {
  label: string;
  height: number;
  min: number;
  max: number;
  usual: number;
  onChange: (height: number) => void;
}) {
  const set = (next: number) => onChange(Math.round(Math.max(min, Math.min(max, next))));
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowUp: height + step, ArrowDown: height - step, Home: min, End: max, Enter: usual }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  };
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    set(height + event.currentTarget.getBoundingClientRect().top - event.clientY);
  };
  const attributes = {
    role: 'separator',
    'aria-label': label,
    'aria-orientation': 'horizontal' as const,
    'aria-valuenow': height,
    'aria-valuemin': min,
    'aria-valuemax': max,
    tabIndex: 0,
    onKeyDown,
    onPointerDown,
    onPointerMove,
    onDoubleClick: () => set(usual),
  };
  return <div {...attributes} className={styles.handle} />;
}
