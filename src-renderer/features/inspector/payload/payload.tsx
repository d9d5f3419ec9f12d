import { useMemo, useRef, useState } from 'react';
import type { Seq } from '../../../../src-main/contract/ids';
import { wordsOf } from '../../../languages/words';
import { copyText } from '../../../state/clipboard';
import { useSearchWords } from '../../../state/search-words';
import { Button } from '../../../ui/button';
import { Marked } from '../../../ui/marked';
import { dataText } from '../copies';
import type { EntryContent } from '../use-entry';
import { isMessage } from '../use-receipt';
import styles from './payload.module.css';
import { readPayload } from './read-payload';
import { Sections } from './sections';
import { Tree } from './tree';

const t = wordsOf('inspector');

/** What was sent, read; and before it what there is to say about an entry that is no plain message. */
export function PayloadPane({ content, onShowRaw }: { content: EntryContent; onShowRaw: () => void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const { row } = content.body;
  const [wanted, setWanted] = useState<Seq | null>(null);
  const found = useSearchWords();
  const payload = useMemo(() => readPayload(content, wanted === row.seq), [content, wanted, row.seq]);
  // A plain message speaks for itself: what is said about it comes after it, and how to hear it has a part of its own.
  const isPlain = row.kind !== 'refused' && isMessage(row);
  const sections = content.explanation.sections.filter(
    ({ kind }) => !isPlain || (kind !== 'mono' && row.kind !== 'deliver'),
  );
  const hasNothing = payload.kind === 'none' && sections.length > 0;
  return (
    <div className={styles.pane} ref={scroller}>
      {!isPlain && sections.length > 0 && <Sections sections={sections} />}
      {!hasNothing && (
        <div className={!isPlain && sections.length > 0 ? `${styles.payload} ${styles.below}` : styles.payload}>
          {payload.kind === 'none' && <p className={styles.words}>{payload.words}</p>}
          {payload.kind === 'large' && (
            <div className={styles.words}>
              <p>{t('payload.moment', { words: payload.words })}</p>
              <p className={styles.buttons}>
                <Button look="line" onPress={() => setWanted(row.seq)}>
                  {t('payload.show')}
                </Button>
                <Button onPress={onShowRaw}>{t('payload.showRaw')}</Button>
                <Button onPress={() => void copyText(dataText(content), t('payload.what'))}>
                  {t('payload.copyIt')}
                </Button>
              </p>
            </div>
          )}
          {'note' in payload && payload.note !== '' && <p className={styles.words}>{payload.note}</p>}
          {payload.kind === 'text' && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: text that scrolls has to be reached by the keyboard
            <pre className={styles.text} tabIndex={0} data-main>
              <Marked text={payload.text} words={found} />
            </pre>
          )}
          {payload.kind === 'tree' && <Tree root={payload.root} label={payload.label} scroller={scroller} />}
        </div>
      )}
      {isPlain && sections.length > 0 && (
        <div className={styles.below}>
          <Sections sections={sections} />
        </div>
      )}
    </div>
  );
}
