import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useEngine, useHubCall } from '../../engine/hooks';
import { useDescription } from '../../engine/use-description';
import { useWords } from '../../languages/use-words';
import { useNotices } from '../../state/notices';
import { Button } from '../../ui/button';
import { useIsFound } from './search';
import { SettingsSection } from './setting';
import styles from './settings.module.css';

const masked = ['secrets', 'signatures', 'tokens', 'cookies'] as const;

/** What is never kept, and how to forget what is. */
export function Privacy() {
  const t = useWords('settings');
  const clearWords = [t('clear.name'), t('clear.sentence')] as const;
  const maskWords = [t('masked.name'), ...masked.map((id) => t(`masked.${id}`))];
  const isMaskFound = useIsFound(...maskWords);
  const isClearFound = useIsFound(...clearWords);
  const keptBy = useDescription()?.secretsKeptBy;
  const isVaultFound = useIsFound(t('vault.name'), t('vault.keychain'), t('vault.file'));
  return (
    <SettingsSection title={t('groups.privacy')} sentence={t('masked.local')}>
      {isMaskFound && (
        <div className={styles.setting} data-setting="privacy.masked">
          <div>
            <div className={styles.name}>{t('masked.name')}</div>
            <ul className={styles.masked}>
              {masked.map((id) => (
                <li key={id}>{t(`masked.${id}`)}</li>
              ))}
            </ul>
          </div>
          <div className={styles.control}>{t('masked.always')}</div>
          <span />
        </div>
      )}
      {isVaultFound && keptBy !== undefined && (
        <div className={styles.setting} data-setting="privacy.vault">
          <div>
            <div className={styles.name}>{t('vault.name')}</div>
            <div className={styles.sentence}>{t(`vault.${keptBy}`)}</div>
          </div>
          <div className={styles.control}>{t(keptBy === 'keychain' ? 'vault.byKeychain' : 'vault.byFile')}</div>
          <span />
        </div>
      )}
      {isClearFound && (
        <div className={styles.setting} data-setting="privacy.clear">
          <div>
            <div className={styles.name}>{clearWords[0]}</div>
            <div className={styles.sentence}>{clearWords[1]}</div>
          </div>
          <div className={styles.control}>
            <Clear />
          </div>
          <span />
        </div>
      )}
    </SettingsSection>
  );
}

/** It cannot be taken back, so it asks in its own place first. */
function Clear() {
  const t = useWords('settings');
  const engine = useEngine();
  const use = useHubCall('capture.use', 2_000);
  const [isAsking, setAsking] = useState(false);
  const clear = async () => {
    setAsking(false);
    const { confirm, fail } = useNotices.getState();
    try {
      await engine.call('capture.clear', undefined);
      confirm(t('clear.done'));
    } catch (error) {
      fail(error);
    }
  };
  if (!isAsking) {
    return (
      <Button look="line" size="small" icon={Trash2} isDisabled={use?.entries === 0} onPress={() => setAsking(true)}>
        {t('clear.act')}
      </Button>
    );
  }
  return (
    <>
      <span>{t('clear.sure', { count: use?.entries ?? 0 })}</span>
      <Button look="line" size="small" autoFocus onPress={() => void clear()}>
        {t('clear.yes')}
      </Button>
      <Button size="small" onPress={() => setAsking(false)}>
        {t('cancel')}
      </Button>
    </>
  );
}
