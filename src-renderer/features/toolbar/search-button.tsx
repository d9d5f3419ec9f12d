import { Search } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useWords } from '../../languages/use-words';
import { runCommand, useKeyCap } from '../../state/commands';
import { Icon } from '../../ui/icon';
import { KeyCap } from '../../ui/key-cap';
import styles from './search-button.module.css';

/** Opens the palette. */
export function SearchButton() {
  const t = useWords('toolbar');
  const keys = useKeyCap('palette.open');
  return (
    <AriaButton className={styles.search ?? ''} aria-label={t('search')} onPress={() => runCommand('palette.open')}>
      <Icon of={Search} />
      <span className={styles.words}>{t('search')}</span>
      {keys !== undefined && <KeyCap keys={keys} />}
    </AriaButton>
  );
}
