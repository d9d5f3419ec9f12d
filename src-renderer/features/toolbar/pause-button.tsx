import { Pause, Play } from 'lucide-react';
import { useWords } from '../../languages/use-words';
import { useKeyCap } from '../../state/commands';
import { useTimeline } from '../../state/timeline';
import { Button } from '../../ui/button';
import { WithTooltip } from '../../ui/tooltip';
import styles from './toolbar.module.css';

/** Pausing stops the list, never the recording. */
export function PauseButton() {
  const t = useWords('toolbar');
  const isPaused = useTimeline(({ isPaused }) => isPaused);
  const setPaused = useTimeline(({ setPaused }) => setPaused);
  const keyCap = useKeyCap('view.pause');
  const word = t(isPaused ? 'resume' : 'pause');
  return (
    <WithTooltip text={t(isPaused ? 'resumeList' : 'pauseList')} keyCap={keyCap}>
      <Button
        data-filled={!isPaused || undefined}
        aria-label={word}
        onPress={() => setPaused(!isPaused)}
        icon={isPaused ? Play : Pause}
      >
        <span className={styles.wide}>{word}</span>
      </Button>
    </WithTooltip>
  );
}
