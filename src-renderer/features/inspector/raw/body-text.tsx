import { type RefObject, useMemo, useState } from 'react';
import { formatBytes } from '../../../format/bytes';
import { Button } from '../../../ui/button';
import { useRows } from '../use-rows';
import { drawnPieces, escapePieces } from './escapes';
import styles from './raw.module.css';

const firstChars = 1_200;

/** Text exactly as sent; escapes are dimmed, not removed. A long one is shown whole when asked for, as far as in sight. */
export function BodyText({ text, scroller }: { text: string; scroller: RefObject<HTMLElement | null> }) {
  const [isWhole, setWhole] = useState(false);
  const isCut = text.length > firstChars && !isWhole;
  if (isCut || text.length <= firstChars) {
    const [start = ''] = isCut ? drawnPieces(text.slice(0, firstChars + 1), firstChars) : [text];
    return (
      <div className={styles.body}>
        <Escapes text={start} />
        {isCut && (
          <>
            {'… '}
            <Button size="small" onPress={() => setWhole(true)}>
              Show all {formatBytes(text.length)}
            </Button>
          </>
        )}
      </div>
    );
  }
  return <WholeText text={text} scroller={scroller} />;
}

function WholeText({ text, scroller }: { text: string; scroller: RefObject<HTMLElement | null> }) {
  const pieces = useMemo(() => drawnPieces(text), [text]);
  const { list, rows, start } = useRows(scroller, pieces.length, 800);
  return (
    <div ref={list} className={styles.list} style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, start: top }) => (
        <div
          key={index}
          ref={rows.measureElement}
          data-index={index}
          className={`${styles.body} ${styles.placed}`}
          style={{ top: top - start }}
        >
          <Escapes text={pieces[index] ?? ''} />
        </div>
      ))}
    </div>
  );
}

function Escapes({ text }: { text: string }) {
  return escapePieces(text).map(({ text: piece, isEscape }, index) =>
    isEscape ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order
      <i key={index}>{piece}</i>
    ) : (
      piece
    ),
  );
}
