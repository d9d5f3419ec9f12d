import { Ban, Check, TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import { asError } from '../../../src-main/contract/problem';
import { useEngine } from '../../engine/hooks';
import { formatClock } from '../../format/instant';
import { problemWords } from '../../languages/said';
import { wordsOf } from '../../languages/words';
import { useNotices } from '../../state/notices';
import { useSelection } from '../../state/selection';
import { Icon } from '../../ui/icon';
import styles from './composer.module.css';
import { receiptWords, type Sent, useSent } from './sent';

const t = wordsOf('composer');

const signs = { ok: Check, warn: TriangleAlert, refused: Ban } as const;

/** What became of what was sent from here, the newest first. Each opens its row, refused ones too. */
export function Receipts({ limit }: { limit: number | null }) {
  const engine = useEngine();
  const list = useSent(({ list }) => list);
  const select = useSelection(({ select }) => select);
  const fail = useNotices(({ fail }) => fail);
  const open = ({ result }: Sent) => {
    const seq = result.ok ? result.publish : result.refused;
    if (seq === undefined) {
      if (!result.ok) fail(asError(result.problem));
      return;
    }
    engine.call('entry.body', { seq }).then(
      (body) => (body === null ? fail(new Error(t('receipt.gone'))) : select(body.row)),
      () => {},
    );
  };
  return (
    <section className={styles.receipts} aria-label={t('receipt.title')}>
      <h3>{t('receipt.title')}</h3>
      {list.length === 0 && <p>{t('receipt.none')}</p>}
      <ol>
        {list.map((sent) => {
          const { id, atMs, channel, event, result, to = '' } = sent;
          const about = t('receipt.about', { event, channel }) + (to === '' ? '' : ` · ${to}`);
          const { tone, text } = receiptWords(sent, limit);
          const why = result.ok ? '' : `\n${problemWords(result.problem)}`;
          return (
            <li key={id} title={`${about}\n${text}${why}`}>
              <Button className={styles.receipt ?? ''} onPress={() => open(sent)}>
                <time>{formatClock(atMs)}</time>
                <Icon of={signs[tone]} size={14} className={styles[tone]} />
                <span className={styles.receiptEvent}>{event || channel || to}</span>
                <span className={tone === 'ok' ? styles.plain : styles[tone]}>{text}</span>
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
