import type { PointerEvent } from 'react';
import { type Place, places } from './table-look';

/** So far the pointer has to go before it is a drag and no click, px. */
const slack = 4;

function heads(from: Element): readonly HTMLElement[] {
  const all = from.closest('[role="row"]')?.querySelectorAll<HTMLElement>('[role="columnheader"][data-column]') ?? [];
  return [...all].filter((head) => head.getBoundingClientRect().width > 0);
}

function placeOf(head: HTMLElement | undefined): Place | null {
  return places.find((place) => place === head?.dataset.column) ?? null;
}

/** The column beside the one an element belongs to, of those in sight; null at the edge. */
export function neighbourOf(from: Element, by: -1 | 1): Place | null {
  const all = heads(from);
  return placeOf(all[all.findIndex((head) => head.contains(from)) + by]);
}

/** Follows the pointer from a column's name to the one it is let go over. `onOver`: where it would go, null for nowhere. */
export function dragColumn(
  { target, currentTarget, button, pointerId, clientX: startX }: PointerEvent<HTMLElement>,
  column: Place,
  onOver: (place: Place | null) => void,
  onDrop: (place: Place) => void,
): void {
  if (button !== 0 || (target as Element).closest('button, [role="separator"]') !== null) return;
  const head = currentTarget;
  let over: Place | null = null;
  const follow = ({ clientX }: { clientX: number }) => {
    if (over === null && Math.abs(clientX - startX) < slack) return;
    const at = heads(head).find((one) => {
      const { left, right } = one.getBoundingClientRect();
      return left <= clientX && clientX < right;
    });
    const place = placeOf(at);
    over = place === column ? null : place;
    onOver(over);
  };
  const end = ({ type }: { type: string }) => {
    for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
      head.removeEventListener(name, end);
    head.removeEventListener('pointermove', follow);
    onOver(null);
    if (type === 'pointerup' && over !== null) onDrop(over);
  };
  head.setPointerCapture(pointerId);
  head.addEventListener('pointermove', follow);
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) head.addEventListener(name, end);
}
