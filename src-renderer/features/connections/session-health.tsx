import type { SessionState } from '../../../src-main/contract/session';
import { formatElapsed } from '../../format/duration';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import type { Say } from '../../languages/words';
import { useNow } from '../../state/use-now';
import { Button } from '../../ui/button';
import { ProblemBox } from '../../ui/problem-box';
import styles from './session.module.css';

/** How it is in a sentence: since when, which attempt, when the next one begins. */
export function healthWords(session: SessionState, nowMs: number, t: Say<'connections'>): string {
  const { phase, sinceMs, attempt, nextAttemptAtMs } = session;
  switch (phase) {
    case 'off':
      return t('health.off');
    case 'connecting':
      return attempt > 1 ? t('health.again', { attempt }) : t('health.connecting');
    case 'connected':
      return t('health.connected', { span: formatElapsed(Math.max(0, nowMs - sinceMs)) });
    case 'waiting': {
      const seconds = Math.max(0, Math.ceil(((nextAttemptAtMs ?? nowMs) - nowMs) / 1_000));
      return seconds === 0
        ? t('health.nextNow', { attempt: attempt + 1 })
        : t('health.next', { attempt: attempt + 1, seconds });
    }
    case 'failed':
      return attempt > 1 ? t('health.failedAfter', { attempt }) : t('health.failed');
  }
}

/** What stands in the way, what the protocol's own library would do, and how it goes on. */
export function SessionHealth({ session, onTryNow }: { session: SessionState; onTryNow: () => void }) {
  const t = useWords('connections');
  const nowMs = useNow();
  const { phase, problem, advice } = session;
  const isOut = phase === 'waiting' || phase === 'failed';
  return (
    <section className={styles.health} aria-label={t('health.title')}>
      <p className={styles.sentence}>
        <span>{healthWords(session, nowMs, t)}</span>
        {isOut && (
          <Button size="small" look="line" onPress={onTryNow}>
            {t('tryNow')}
          </Button>
        )}
      </p>
      {problem !== null && <ProblemBox problem={problem} tone={phase === 'failed' ? 'error' : 'warn'} isSilent />}
      {advice !== '' && (
        <p className={styles.advice}>
          <span>{t('advice')}</span> {said(advice)}
        </p>
      )}
    </section>
  );
}
