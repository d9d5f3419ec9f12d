import { OctagonX, RotateCw } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Problem } from '../../../src-main/contract/problem';
import type { FailureChoice } from '../../../src-main/contract/shell-calls';
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
  const host = useHost();
  const problem = useEngineFailure(({ problem }) => problem);
  // Where the engine is another's, as in a browser tab, there is nothing to be chosen.
  return host.chooseAfterFailure === undefined ? null : <Choices problem={problem} choose={host.chooseAfterFailure} />;
}

function Choices({ problem, choose }: { problem: Problem | null; choose: (choice: FailureChoice) => void }) {
  const t = useWords('notices');
  const isOffered = problem !== null;
  const again = () => choose('again');
  const quit = () => choose('quit');
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
