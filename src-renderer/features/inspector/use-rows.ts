import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface DrawnRows {
  /** Goes on the element that holds the rows; it is as high as all of them. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly rows: Virtualizer<HTMLElement, Element>;
  /** Where the list starts in what scrolls, px. */
  readonly start: number;
}

/**
 * Draws only the rows in sight of a list that stands, below other things, in an element that scrolls. `heightOf`: px, a guess
 * for rows that are measured when drawn.
 */
export function useRows(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  heightOf: number | ((index: number) => number),
): DrawnRows {
  const list = useRef<HTMLDivElement>(null);
  const [start, setStart] = useState(0);
  useLayoutEffect(() => {
    const box = scroller.current;
    const content = list.current;
    if (box === null || content === null) return;
    const measure = () => {
      const above = content.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
      setStart(Math.round(above));
    };
    measure();
    // What stands above may grow or fold.
    const observer = new ResizeObserver(measure);
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  });
  const rows = useVirtualizer<HTMLElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: typeof heightOf === 'number' ? () => heightOf : heightOf,
    overscan: 8,
    scrollMargin: start,
  });
  return { list, rows, start };
}
