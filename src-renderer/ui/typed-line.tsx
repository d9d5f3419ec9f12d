import { useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import styles from './field.module.css';

/** One line of a setting. Taken when the field is left or Enter is pressed; Escape brings back what it was. */
export function TypedLine({
  label,
  value,
  placeholder = '',
  isHidden = false,
  isDisabled = false,
  onChange,
}: {
  label: string;
  value: string;
  placeholder?: string;
  /** Typed as a password is. */
  isHidden?: boolean;
  isDisabled?: boolean;
  onChange: (value: string) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    const next = (typed ?? value).trim();
    setTyped(null);
    if (next !== value) onChange(next);
  };
  return (
    <TextField
      aria-label={label}
      className={`${styles.amount} ${styles.names}`}
      type={isHidden ? 'password' : 'text'}
      value={typed ?? value}
      isDisabled={isDisabled}
      onChange={setTyped}
      onBlur={take}
      onKeyDown={({ key }) => {
        if (key === 'Enter') take();
        if (key === 'Escape') setTyped(null);
      }}
    >
      <Input
        className={`${styles.number} ${styles.mono}`}
        placeholder={placeholder}
        spellCheck="false"
        autoComplete="off"
      />
    </TextField>
  );
}
