import { type KeyboardEvent, type ReactNode, type PointerEvent as ReactPointerEvent, useRef, useState } from 'react';
import { room } from '../../../charts/geometry';
import { formatClock } from '../../../format/instant';
import { useWords } from '../../../languages/use-words';
import type { Mark } from '../statistics-state';
import styles from './charts.module.css';

const leastDragPx = 4;

interface MarkLayerProps {
  readonly width: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** The span moves in steps of this. */
  readonly stepMs: number;
  readonly mark: Mark | null;
  readonly onMark: (mark: Mark | null) => void;
  readonly children: ReactNode;
}

/**
 * Lets a span of the time axis be marked: by dragging across the plots, or from the keyboard by the two ends of one that is
 * there. A click beside it, or Esc on an end, takes it away.
 */
export function MarkLayer({ width, fromMs, toMs, stepMs, mark, onMark, children }: MarkLayerProps) {
  const t = useWords('statistics');
  const layer = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<Mark | null>(null);
  const plotWidth = Math.max(1, width - room.left - room.right);
  const shown = dragged ?? mark;
  const toStep = (ms: number) => Math.min(toMs, Math.max(fromMs, Math.round(ms / stepMs) * stepMs));
  const timeAt = (clientX: number) => {
    const left = layer.current?.getBoundingClientRect().left ?? 0;
    return fromMs + ((clientX - left - room.left) / plotWidth) * (toMs - fromMs);
  };
  const placeOf = (ms: number) => room.left + ((ms - fromMs) / (toMs - fromMs)) * plotWidth;
  const spanOf = (one: number, other: number): Mark => {
    const [from, to] = [toStep(Math.min(one, other)), toStep(Math.max(one, other))];
    return { fromMs: from, toMs: Math.max(to, from + stepMs) };
  };

  const drag = (event: ReactPointerEvent, anchorMs: number, isClick: boolean) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const startX = event.clientX;
    let latest: Mark | null = null;
    const move = ({ clientX }: PointerEvent) => {
      if (latest === null && Math.abs(clientX - startX) < leastDragPx) return;
      latest = spanOf(anchorMs, timeAt(clientX));
      setDragged(latest);
    };
    const end = () => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', end);
      window.removeEventListener('pointercancel', end);
      setDragged(null);
      if (latest !== null) onMark(latest);
      else if (isClick) onMark(null);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', end);
    window.addEventListener('pointercancel', end);
  };
  const start = (event: ReactPointerEvent) => {
    const x = event.clientX - (layer.current?.getBoundingClientRect().left ?? 0);
    if (x >= room.left && x <= width - room.right) drag(event, timeAt(event.clientX), true);
  };

  const ends = [
    ['fromMs', 'markStart'],
    ['toMs', 'markEnd'],
  ] as const;
  return (
    <div className={styles.layer} ref={layer} onPointerDown={start}>
      {children}
      {shown !== null && shown.toMs > fromMs && shown.fromMs < toMs && (
        <div
          className={styles.mark}
          data-testid="mark"
          style={{
            left: Math.max(room.left, placeOf(shown.fromMs)),
            width: Math.min(width - room.right, placeOf(shown.toMs)) - Math.max(room.left, placeOf(shown.fromMs)),
          }}
        >
          {ends.map(([end, name]) => (
            <input
              key={end}
              className={`${styles.end} ${styles[end]}`}
              type="range"
              aria-label={t(name)}
              aria-valuetext={formatClock(shown[end])}
              min={fromMs}
              max={toMs}
              step={stepMs}
              value={shown[end]}
              onPointerDown={(event) => {
                event.stopPropagation();
                event.currentTarget.focus();
                drag(event, end === 'fromMs' ? shown.toMs : shown.fromMs, false);
              }}
              onKeyDown={(event: KeyboardEvent) => {
                if (event.key !== 'Escape') return;
                event.stopPropagation();
                onMark(null);
              }}
              onChange={({ currentTarget }) => {
                const ms = Number(currentTarget.value);
                const isStart = end === 'fromMs';
                onMark(
                  isStart
                    ? { ...shown, fromMs: Math.min(ms, shown.toMs - stepMs) }
                    : { ...shown, toMs: Math.max(ms, shown.fromMs + stepMs) },
                );
              }}
            />
          ))}
        </div>
      )}
    </div>
  );
}
