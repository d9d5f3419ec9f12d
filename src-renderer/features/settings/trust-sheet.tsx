import { Copy } from 'lucide-react';
import type { TlsState } from '../../../src-main/contract/tls';
import { useWords } from '../../languages/use-words';
import { copyText } from '../../state/clipboard';
import { Button, IconButton } from '../../ui/button';
import { Sheet } from '../../ui/sheet';
import styles from './settings.module.css';
import { trustCommands } from './trust-commands';
import own from './trust-sheet.module.css';

/** How this computer, its browsers, PHP and Node come to trust an authority. Nothing is done without the person. */
export function TrustSheet({
  platform,
  file,
  onClose,
}: {
  platform: TlsState['platform'];
  file: string;
  onClose: () => void;
}) {
  const t = useWords('settings');
  return (
    <Sheet title={t('secure.how')} onClose={onClose} foot={<Button onPress={onClose}>{t('secure.close')}</Button>}>
      <p className={styles.sentence}>{t('secure.lead')}</p>
      <div className={own.command}>
        <code>{file}</code>
        <IconButton
          icon={Copy}
          label={t('secure.copyFile')}
          onPress={() => void copyText(file, t('secure.theAuthority'))}
        />
      </div>
      {trustCommands(platform, file).map(({ goal, command }) => (
        <section key={goal} aria-label={t(`secure.for.${goal}.name`)}>
          <h3 className={styles.name}>{t(`secure.for.${goal}.name`)}</h3>
          <p className={styles.sentence}>{t(`secure.for.${goal}.sentence`)}</p>
          {command !== '' && (
            <div className={own.command}>
              <code>{command}</code>
              <IconButton
                icon={Copy}
                label={t('secure.copyCommand', { what: t(`secure.for.${goal}.name`) })}
                onPress={() => void copyText(command, t(`secure.for.${goal}.name`))}
              />
            </div>
          )}
        </section>
      ))}
    </Sheet>
  );
}
