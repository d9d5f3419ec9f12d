/** Where the pointer was last, px from the left and top of the window; null before it was ever seen. */
let last: { readonly x: number; readonly y: number } | null = null;

const note = ({ clientX, clientY }: PointerEvent) => {
  last = { x: clientX, y: clientY };
};

/**
 * A menu that opens beneath a pointer that lies still was not pointed at. Taken for that, one opened by keyboard would open
 * the submenu that happens to come to lie there, and the focus would go to it. Pointerout, since React makes of it that an
 * element was entered.
 */
function leaveMenusClosed(event: PointerEvent): void {
  const { relatedTarget: entered } = event;
  const isStill = last === null || (last.x === event.clientX && last.y === event.clientY);
  if (isStill && entered instanceof Element && entered.closest('[role=menu]') !== null) event.stopPropagation();
}

/** From now on, in the whole page. */
export function ignoreStillPointer(): void {
  window.addEventListener('pointerout', leaveMenusClosed, true);
  for (const type of ['pointermove', 'pointerdown'] as const) window.addEventListener(type, note, true);
}
