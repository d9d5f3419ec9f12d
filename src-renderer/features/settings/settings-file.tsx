import { Copy, FileJson } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components';
import { useWords } from '../../languages/use-words';
import { copyText } from '../../state/clipboard';
import { useSettings } from '../../state/settings';
import { Button } from '../../ui/button';
import { Popover } from '../../ui/popover';
import { maskedFile } from './masked-file';
import styles from './settings-file.module.css';

/** The file behind the page: where it is, and what it holds now. */
export function SettingsFile() {
  const t = useWords('settings');
  const { file, text } = useSettings();
  return (
    <DialogTrigger>
      <Button size="small" icon={FileJson}>
        settings.json
      </Button>
      <Popover label={t('file.title')} placement="bottom end">
        {() => (
          <div className={styles.fileBox}>
            <p>{t('file.note')}</p>
            <code className={styles.path}>{file}</code>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
            <section tabIndex={0} aria-label={t('file.content')}>
              <pre>{maskedFile(text)}</pre>
            </section>
            <div className={styles.fileActs}>
              <Button size="small" icon={Copy} onPress={() => void copyText(file, t('thePath'))}>
                {t('copyFile')}
              </Button>
              <Button look="line" size="small" icon={Copy} onPress={() => void copyText(text, t('file.content'))}>
                {t('file.copy')}
              </Button>
            </div>
          </div>
        )}
      </Popover>
    </DialogTrigger>
  );
}
