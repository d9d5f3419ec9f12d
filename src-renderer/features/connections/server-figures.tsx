import { lazy, Suspense } from 'react';
import type { SessionState } from '../../../src-main/contract/session';
import { useRefreshedCall } from '../../engine/refreshed-call';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { ProblemBox } from '../../ui/problem-box';
import styles from './session.module.css';

// What draws charts is large, and needed by those who look at a server that has figures only.
const FigureCharts = lazy(() => import('./figure-charts'));

const askEveryMs = 5_000;

/** What the server counts of itself, as charts; why there is nothing, where there is nothing. */
export function ServerFigures({ session: { profile, phase } }: { session: SessionState }) {
  const t = useWords('connections');
  const isOn = phase === 'connected' || phase === 'connecting' || phase === 'waiting';
  const figures = useRefreshedCall('session.figures', isOn ? { id: profile.id } : null, askEveryMs);
  if (figures === null) return null;
  const { from, problem, points } = figures;
  const isNone = problem?.code === 'not-supported';
  return (
    <section className={styles.section} aria-label={t('figures.title')}>
      <h3>{t('figures.title')}</h3>
      {from !== '' && (
        <p className={styles.more}>
          <code className={styles.from}>{from}</code>
        </p>
      )}
      {problem !== null && isNone && <p className={styles.more}>{problemWords(problem)}</p>}
      {problem !== null && !isNone && <ProblemBox problem={problem} tone="warn" isSilent />}
      {problem === null && points.length === 0 && (
        <p className={styles.more}>{t(figures.hasServerTime ? 'figures.noRows' : 'figures.asking')}</p>
      )}
      {points.length > 0 && (
        <Suspense>
          <FigureCharts name={profile.name} figures={figures} />
        </Suspense>
      )}
    </section>
  );
}
