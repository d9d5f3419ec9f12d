import { Check, Minus, TriangleAlert, X } from 'lucide-react';
import type { TokenReport } from '../../../src-main/contract/mercure';
import { useAnswer } from '../../engine/use-answer';
import { Rich } from '../../languages/rich';
import { problemWords, said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { StatusSentence } from '../../state/status-slot';
import { Choice } from '../../ui/choice';
import { Icon } from '../../ui/icon';
import { Spoken } from '../../ui/spoken';
import { TextInput } from '../../ui/text-input';
import { useDesk } from './desk-state';
import { LinesInput } from './lines-input';
import styles from './mercure.module.css';
import { Part } from './part';

const signs = { passed: Check, failed: X, unreached: Minus } as const;

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
      <TokenStatus report={report} />
    </Part>
  );
}

/** How the token stands, in the status bar. */
function TokenStatus({ report }: { report: TokenReport | null }) {
  const t = useWords('mercure');
  const count = (state: 'failed' | 'unreached') => report?.checks.filter((check) => check.state === state).length ?? 0;
  const [failed, unreached] = [count('failed'), count('unreached')];
  const text =
    report === null
      ? t.template('status.none')
      : t.template(failed + unreached === 0 ? 'status.passed' : 'status.failed');
  return (
    <StatusSentence>
      <span>
        <Rich text={text} values={{ checks: report?.checks.length ?? 0, failed, unreached }} />
      </span>
    </StatusSentence>
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
            <span className={styles.mark}>
              <Icon of={signs[state]} size={14} />
            </span>
            <b>{t(`check.${name}`)}</b>
            <Spoken>{t(`state.${state}`)}</Spoken>
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
