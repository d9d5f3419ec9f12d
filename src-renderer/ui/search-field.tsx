import { Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { SearchField as AriaSearchField, Button, Input } from 'react-aria-components';
import { useWords } from '../languages/use-words';
import { Icon } from './icon';
import { KeyCap } from './key-cap';
import styles from './search-field.module.css';

/** A field that narrows the list below it. Esc empties it. */
export function SearchField({
  label,
  autoFocus = false,
  value,
  onChange,
  onKeyDown,
  inputRef,
  keyCap,
}: {
  label: string;
  autoFocus?: boolean;
  value: string;
  onChange: (value: string) => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  inputRef?: (input: HTMLInputElement | null) => void;
  /** Key that leads here, shown while there is room for it. */
  keyCap?: string | undefined;
}) {
  const t = useWords('ui');
  return (
    <AriaSearchField
      className={styles.field ?? ''}
      aria-label={label}
      autoFocus={autoFocus}
      value={value}
      onChange={onChange}
    >
      <Icon of={Search} size={14} />
      <Input
        className={styles.input ?? ''}
        placeholder={label}
        spellCheck="false"
        {...(inputRef === undefined ? {} : { ref: inputRef })}
        {...(onKeyDown === undefined ? {} : { onKeyDownCapture: onKeyDown })}
      />
      {value === '' && keyCap !== undefined && <KeyCap keys={keyCap} />}
      {value !== '' && (
        <Button className={styles.clear ?? ''} aria-label={t('clear')}>
          <Icon of={X} size={14} />
        </Button>
      )}
    </AriaSearchField>
  );
}
