import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import styles from './field.module.css';

/** One line of text under its label. `fault`: why it cannot be taken; `note`: what it is for. */
export function TextInput({
  label,
  value,
  note,
  fault = '',
  placeholder = '',
  isMono = false,
  isReadOnly = false,
  isHidden = false,
  autoFocus = false,
  list,
  onChange,
}: {
  label: string;
  value: string;
  note?: string;
  fault?: string;
  placeholder?: string;
  isMono?: boolean;
  isReadOnly?: boolean;
  /** Typed as a password is. */
  isHidden?: boolean;
  autoFocus?: boolean;
  /** Id of a datalist with what may be meant. */
  list?: string;
  onChange: (value: string) => void;
}) {
  return (
    <TextField
      className={styles.text ?? ''}
      type={isHidden ? 'password' : 'text'}
      value={value}
      onChange={onChange}
      isInvalid={fault !== ''}
      isReadOnly={isReadOnly}
      autoFocus={autoFocus}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input
        className={`${styles.line} ${isMono ? styles.mono : ''}`}
        placeholder={placeholder}
        spellCheck="false"
        autoComplete="off"
        list={list}
      />
      {note !== undefined && fault === '' && (
        <Text slot="description" className={styles.note ?? ''}>
          {note}
        </Text>
      )}
      <FieldError className={styles.fault ?? ''}>{fault}</FieldError>
    </TextField>
  );
}
