import { type RefObject, useEffect, useState } from 'react';
import { hexLine } from '../../../format/hex';
import { useRows } from '../use-rows';
import styles from './raw.module.css';

const lineHeight = 18;
const wideFromPx = 560;

/** Bytes shown to a line: 8, and 16 where there is room. null until the pane, which is drawn after what is in it, can be measured. */
export function useHexWidth(scroller: RefObject<HTMLElement | null>): 8 | 16 | null {
  const [width, setWidth] = useState<8 | 16 | null>(null);
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => setWidth(box.clientWidth >= wideFromPx ? 16 : 8));
    observer.observe(box);
    return () => observer.disconnect();
  }, [scroller]);
  return width;
}

export function Hex({
  bytes,
  width,
  scroller,
}: {
  bytes: Uint8Array;
  width: 8 | 16;
  scroller: RefObject<HTMLElement | null>;
}) {
  const { list, rows, start } = useRows(scroller, Math.ceil(bytes.length / width), lineHeight);
  return (
    <div ref={list} className={styles.list} data-width={width} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start: top }) => {
        const { offset, hex, text } = hexLine(bytes, index, width);
        return (
          <div key={index} className={styles.hex} style={{ top: top - start }}>
            <i>{offset}</i>
            <b>{hex}</b>
            <span>{text}</span>
          </div>
        );
      })}
    </div>
  );
}
