import { Unplug } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useEngineState } from '../../engine/hooks';
import { useProblems } from '../../engine/use-problems';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { useCommand } from '../../state/commands';
import { useEngineFailure } from '../../state/engine-failure';
import { useNotices } from '../../state/notices';
import { AdviceLine } from '../../ui/advice-line';
import { EngineFailure } from './engine-failure';
import styles from './notices.module.css';
import { ProblemLine } from './problem-line';
import { UndoLine } from './undo-line';

/** Advice and what can be taken back, on a line of their own that never covers a row. */
export function Notices() {
  const t = useWords('notices');
  const state = useEngineState();
  const { undo, spoken, alarm, offerUndo, say, warn } = useNotices();
  const { problems, dataDir, dismiss } = useProblems();
  const hasFailed = useEngineFailure(({ problem }) => problem !== null);
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === 'lost' && !wasLost.current) warn(t('goneSpoken'));
    if (state === 'up' && wasLost.current) say(t('back'));
    wasLost.current = state === 'lost' || (state === 'connecting' && wasLost.current);
  }, [state, say, warn, t]);
  const newest = problems.at(-1);
  useEffect(() => {
    if (newest !== undefined) warn(problemWords(newest));
  }, [newest, warn]);
  const takeBack = () => {
    undo?.undo?.();
    offerUndo(null);
  };
  const canUndo = undo !== null && undo.undo !== null;
  useCommand('view.undo', t('undoLast'), '$mod+KeyZ', takeBack, { isOffered: canUndo, yieldsToTyping: true });
  return (
    <section aria-label={t('notices')}>
      <div className={styles.spoken} aria-live="polite">
        <span key={spoken.turn}>{spoken.text}</span>
      </div>
      <div className={styles.spoken} role="alert">
        {alarm}
      </div>
      {undo !== null ? (
        <UndoLine key={undo.text} notice={undo} onUndo={takeBack} onOver={() => offerUndo(null)} />
      ) : hasFailed ? null : state === 'lost' ? (
        <AdviceLine icon={Unplug} tone="error" head={t('gone')} reason={t('goneReason')} />
      ) : (
        problems.length > 0 && <ProblemLine problems={problems} dataDir={dataDir} onDismiss={dismiss} />
      )}
      <EngineFailure />
    </section>
  );
}
