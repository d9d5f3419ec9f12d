import { useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import styles from './field.module.css';

/** Names in one line, with spaces or commas between them. Taken when the field is left or Enter is pressed. */
export function NamesField({
  label,
  names,
  placeholder,
  isDisabled = false,
  onChange,
}: {
  label: string;
  names: readonly string[];
  placeholder: string;
  isDisabled?: boolean;
  onChange: (names: readonly string[]) => void;
}) {
  const kept = names.join(', ');
  const [typed, setTyped] = useState<string | null>(null);
  const take = () => {
    const next = (typed ?? kept).split(/[\s,]+/).filter((name) => name !== '');
    setTyped(null);
    if (next.join(', ') !== kept) onChange(next);
  };
  return (
    <TextField
      aria-label={label}
      className={`${styles.amount} ${styles.names}`}
      value={typed ?? kept}
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
