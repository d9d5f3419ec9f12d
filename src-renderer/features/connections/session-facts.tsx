import type { SessionState } from '../../../src-main/contract/session';
import { formatCount } from '../../format/count';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { factWords } from '../../ui/session-words';
import styles from './session.module.css';

/** What the server said of the connection, and how much went over it. */
export function SessionFacts({ session: { facts, received, sent } }: { session: SessionState }) {
  const t = useWords('connections');
  return (
    <section className={styles.section} aria-label={t('facts')}>
      <h3>{t('facts')}</h3>
      <dl className={styles.facts}>
        <div>
          <dt>{t('received')}</dt>
          <dd>{formatCount(received)}</dd>
        </div>
        <div>
          <dt>{t('sent')}</dt>
          <dd>{formatCount(sent)}</dd>
        </div>
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt>{factWords(name)}</dt>
            <dd>
              <code>{said(value)}</code>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
