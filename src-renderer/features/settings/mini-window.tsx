import { PictureInPicture2 } from 'lucide-react';
import { useWords } from '../../languages/use-words';
import { useMiniWindow } from '../../state/mini-window';
import { Button } from '../../ui/button';
import { useIsFound } from './search';
import styles from './settings.module.css';

/** The way to the mini window, or why there is none here. */
export function MiniWindowSetting() {
  const t = useWords('mini');
  const open = useMiniWindow(({ open }) => open);
  const sentence = open === null ? t('notHere') : t('sentence');
  if (!useIsFound(t('name'), sentence, '')) return null;
  return (
    <div className={styles.setting}>
      <div>
        <div className={styles.name}>{t('name')}</div>
        <div className={styles.sentence}>{sentence}</div>
      </div>
      <div className={styles.control}>
        {open !== null && (
          <Button look="line" size="small" icon={PictureInPicture2} onPress={open}>
            {t('open')}
          </Button>
        )}
      </div>
      <span />
    </div>
  );
}
