import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import type { AppInfo } from '../../../src-main/contract/app';
import { useEngine } from '../../engine/hooks';
import { useWords } from '../../languages/use-words';
import { IconButton } from '../../ui/button';
import { Spoken } from '../../ui/spoken';
import styles from './settings.module.css';

/** A secret as dots and its length. The eye shows it until the focus leaves. */
export function Secret({ app: { id, secretLength } }: { app: AppInfo }) {
  const t = useWords('settings');
  const engine = useEngine();
  const [shown, setShown] = useState<string | null>(null);
  const show = () => {
    engine.call('app.secret', { id }).then(
      ({ secret }) => setShown(secret),
      () => {},
    );
  };
  const isShown = shown !== null;
  return (
    <span className={styles.secret}>
      {isShown ? (
        <code>{shown}</code>
      ) : (
        <>
          <span aria-hidden="true">••••••••</span>
          <Spoken>{t('apps.hidden')}</Spoken>
          <span className={styles.dim}>{secretLength}</span>
        </>
      )}
      <IconButton
        icon={isShown ? EyeOff : Eye}
        label={t(isShown ? 'apps.hide' : 'apps.show', { id })}
        onBlur={() => setShown(null)}
        onPress={() => (isShown ? setShown(null) : show())}
      />
    </span>
  );
}
