import { Check, X } from 'lucide-react';
import type { MatchReport, MercureDialect } from '../../../src-main/contract/mercure';
import { useAnswer } from '../../engine/use-answer';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { Icon } from '../../ui/icon';
import { TextInput } from '../../ui/text-input';
import { selectorExamples, useDesk } from './desk-state';
import { DialectChoice } from './dialect-choice';
import styles from './mercure.module.css';
import { Part } from './part';

/** Tries a topic selector against a topic, and shows who is subscribed to the topic now. */
export function Matcher() {
  const t = useWords('mercure');
  const { selector, topic, matcher: dialect, set } = useDesk();
  const report = useAnswer('mercure.match', topic === '' ? null : { selector, topic, dialect });
  const choose = (to: MercureDialect) =>
    set({ matcher: to, ...(selector === selectorExamples[dialect] ? { selector: selectorExamples[to] } : {}) });
  return (
    <Part title={t('matcher.title')} sentence={t('matcher.sentence')}>
      <div className={styles.row}>
        <DialectChoice label={t('matcher.dialect')} value={dialect} onChange={choose} />
      </div>
      <div className={styles.pair}>
        <TextInput label={t('matcher.selector')} value={selector} isMono onChange={(text) => set({ selector: text })} />
        <TextInput
          label={t('matcher.topic')}
          value={topic}
          isMono
          placeholder="https://example.com/users/42"
          onChange={(text) => set({ topic: text })}
        />
      </div>
      {report !== null && <Outcome report={report} />}
    </Part>
  );
}

function Outcome({ report }: { report: MatchReport }) {
  const { matches, kind, note, values, modern, modernMatches, subscribers, count } = report;
  const t = useWords('mercure');
  const words = values.map(([name, value]) => `${name} = ${value}`).join(', ');
  return (
    <>
      <p className={styles.verdict} role="status" data-tone={matches ? 'ok' : 'plain'}>
        <Icon of={matches ? Check : X} size={14} />
        {matches ? t(`matcher.matches.${kind}`) : t(`matcher.not.${kind}`)}
        {words !== '' && <code>{words}</code>}
      </p>
      {note !== '' && <p className={styles.sentence}>{said(note)}</p>}
      <p className={styles.sentence}>
        {t('matcher.modern')} <code>{modern}</code> {matches !== modernMatches && t('matcher.modernDiffers')}
      </p>
      <p className={styles.sentence}>{t('matcher.now', { count })}</p>
      {subscribers.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t('matcher.subscriber')}</th>
              <th>{t('matcher.askedFor')}</th>
            </tr>
          </thead>
          <tbody>
            {subscribers.map((one) => (
              <tr key={one.connection}>
                <td>{one.name}</td>
                <td>
                  <code>{one.selector}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
