import { Unplug } from 'lucide-react';
import { useEffect } from 'react';
import { useShownClock } from './engine/use-shown-clock';
import { Inspector } from './features/inspector/inspector';
import { Notices } from './features/notices/notices';
import { Confirmed } from './features/status/confirmed';
import { useWords } from './languages/use-words';
import styles from './side-window.module.css';
import { useCommand } from './state/commands';
import { inspectorWindowKeys, useInspectorPlace } from './state/inspector-place';
import { mainActs } from './state/main-acts';
import { focusRegion } from './state/regions';
import { useSelection } from './state/selection';
import { useCommandKeys } from './state/use-command-keys';
import { AdviceLine } from './ui/advice-line';
import { Button } from './ui/button';
import { Spoken } from './ui/spoken';

/** The inspector in a window of its own; it shows what is selected in the main one. */
export function InspectorWindow() {
  const t = useWords('windows');
  const say = useWords('timeline');
  const row = useSelection(({ row }) => row);
  const { isMainThere, move, goThere } = useInspectorPlace();
  useCommandKeys();
  useShownClock();
  useCommand('inspector.window', t('back'), inspectorWindowKeys, move);
  useCommand('inspector.focus', t('title'), '$mod+BracketRight', () => void focusRegion('inspector'));
  useCommand('timeline.focus', t('toMain'), '$mod+BracketLeft', goThere);
  useCommand('row.pin', say('command.pin'), '$mod+p', () => row !== null && mainActs().togglePin(row));
  useEffect(() => {
    document.title = t('title');
  }, [t]);
  return (
    <div className={styles.window}>
      <main className={styles.main}>
        <h1>
          <Spoken>{t('title')}</Spoken>
        </h1>
        {row === null ? (
          <div className={styles.nothing}>
            <p>
              <b>{t('nothing')}</b> {t('nothingHint')}
            </p>
            <Button look="line" onPress={goThere}>
              {t('toMain')}
            </Button>
          </div>
        ) : (
          <Inspector />
        )}
      </main>
      <div>
        {!isMainThere && (
          <AdviceLine icon={Unplug} tone="warn" head={t('mainGoneHead')} reason={t('mainGoneReason')}>
            <Button look="line" size="small" onPress={move}>
              {t('closeWindow')}
            </Button>
          </AdviceLine>
        )}
        <Notices />
        <Confirmed />
      </div>
    </div>
  );
}
