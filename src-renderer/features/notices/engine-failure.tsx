import { OctagonX, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Problem } from '../../../src-main/contract/problem';
import { useHost } from '../../host/use-host';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { useCommand } from '../../state/commands';
import { useEngineFailure } from '../../state/engine-failure';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './engine-failure.module.css';

/** An engine that failed for good: what happened, and the two things that can be done. Absent while it runs, or is coming back. */
export function EngineFailure() {
  const t = useWords('notices');
  const host = useHost();
  const problem = useEngineFailure(({ problem }) => problem);
  const isOffered = problem !== null && host.chooseAfterFailure !== undefined;
  const again = () => host.chooseAfterFailure?.('again');
  const quit = () => host.chooseAfterFailure?.('quit');
  useCommand('engine.again', t('tryAgainCommand'), null, again, { isOffered });
  useCommand('engine.quit', t('quitCommand'), null, quit, { isOffered });
  return problem === null ? null : <Failure problem={problem} onAgain={again} onQuit={quit} />;
}

function Failure({ problem, onAgain, onQuit }: { problem: Problem; onAgain: () => void; onQuit: () => void }) {
  const t = useWords('notices');
  const host = useHost();
  const box = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another failure is shown again
  useEffect(() => {
    host.failureShown?.();
    // Who is at work elsewhere stays there; at a start that failed there is nothing else to do.
    if (document.activeElement === document.body) box.current?.querySelector('button')?.focus();
  }, [host, problem]);
  return (
    <section className={styles.box} aria-label={t('failure')} ref={box}>
      <Icon of={OctagonX} size={20} />
      <div className={styles.words} role="alert">
        <p className={styles.head}>{said(problem.message)}</p>
        {problem.hint !== '' && <p>{said(problem.hint)}</p>}
      </div>
      <div className={styles.buttons}>
        <Button look="solid" icon={RotateCw} onPress={onAgain}>
          {t('tryAgain')}
        </Button>
        <Button look="line" onPress={onQuit}>
          {t('quit')}
        </Button>
      </div>
    </section>
  );
}
