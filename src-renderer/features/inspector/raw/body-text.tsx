import { type RefObject, useMemo, useState } from 'react';
import { formatBytes } from '../../../format/bytes';
import { wordsOf } from '../../../languages/words';
import { Button } from '../../../ui/button';
import { useRows } from '../use-rows';
import { drawnPieces, escapePieces } from './escapes';
import styles from './raw.module.css';

const t = wordsOf('inspector');

const firstChars = 1_200;
const lineHeight = 18;
const characterPx = 7.22;
const besidePx = 38;

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
              {t('raw.showAll', { size: formatBytes(text.length) })}
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
  // A good guess keeps the scroll bar honest: as many lines as the characters need in a face of one width.
  const perLine = Math.max(1, Math.floor(((scroller.current?.clientWidth ?? 0) - besidePx) / characterPx));
  const heightOf = (index: number) => Math.ceil((pieces[index]?.length ?? 0) / perLine) * lineHeight;
  const { list, rows, start } = useRows(scroller, pieces.length, heightOf);
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
