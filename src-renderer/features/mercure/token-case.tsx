import { Check, CircleDashed, TriangleAlert, X } from 'lucide-react';
import type { TokenReport } from '../../../src-main/contract/mercure';
import { useAnswer } from '../../engine/use-answer';
import { problemWords, said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { Choice } from '../../ui/choice';
import { Icon } from '../../ui/icon';
import { TextInput } from '../../ui/text-input';
import { useDesk } from './desk-state';
import { LinesInput } from './lines-input';
import styles from './mercure.module.css';
import { Part } from './part';

const signs = { passed: Check, failed: X, unreached: CircleDashed } as const;

/** A token taken apart, with a mark for each check in the order the hub makes them. */
export function TokenCase() {
  const t = useWords('mercure');
  const { token, action, topic, set } = useDesk();
  const report = useAnswer('mercure.check', token.trim() === '' ? null : { token, action, topic });
  return (
    <Part title={t('token.title')} sentence={t('token.sentence')}>
      <LinesInput
        label={t('token.paste')}
        value={token}
        rows={4}
        placeholder="eyJ…"
        onChange={(text) => set({ token: text })}
      />
      <div className={styles.asked}>
        <Choice
          label={t('token.action')}
          value={action}
          options={[
            { id: 'publish', text: t('token.publish') },
            { id: 'subscribe', text: t('token.subscribe') },
          ]}
          onChange={(id) => set({ action: id === 'publish' ? 'publish' : 'subscribe' })}
        />
        <div className={styles.grow}>
          <TextInput
            label={t('token.topic')}
            value={topic}
            isMono
            placeholder="https://example.com/users/42"
            onChange={(text) => set({ topic: text })}
          />
        </div>
      </div>
      {report !== null && <Verdict report={report} />}
    </Part>
  );
}

function Verdict({ report }: { report: TokenReport }) {
  const { dialect, checks, refusal, mixUps, upgrade, header, claims } = report;
  const t = useWords('mercure');
  return (
    <>
      <ol className={styles.strip} aria-label={t('token.checks')}>
        {checks.map(({ name, state, found }) => (
          <li key={name} data-state={state}>
            <Icon of={signs[state]} size={14} />
            <b>{t(`check.${name}`)}</b>
            <span className={styles.spoken}>{t(`state.${state}`)}</span>
            <small title={said(found)}>{state === 'unreached' ? t('state.unreached') : said(found)}</small>
          </li>
        ))}
      </ol>
      <p className={styles.verdict} role="status" data-tone={refusal === null ? 'ok' : 'refused'}>
        {refusal === null ? t('token.passes') : problemWords({ message: refusal.reason, hint: refusal.hint })}
      </p>
      {mixUps.map((words) => (
        <p key={words} className={styles.mixUp}>
          <Icon of={TriangleAlert} size={14} />
          {said(words)}
        </p>
      ))}
      {claims !== '' && <p className={styles.sentence}>{t('token.dialect', { dialect })}</p>}
      {upgrade.length > 0 && (
        <details className={styles.upgrade}>
          <summary>{t('token.upgrade')}</summary>
          <ul>
            {upgrade.map((words) => (
              <li key={words}>{said(words)}</li>
            ))}
          </ul>
        </details>
      )}
      {claims !== '' && (
        <div className={styles.apart}>
          <figure>
            <figcaption>{t('token.header')}</figcaption>
            <pre>{header}</pre>
          </figure>
          <figure>
            <figcaption>{t('token.claims')}</figcaption>
            <pre>{claims}</pre>
          </figure>
        </div>
      )}
    </>
  );
}
