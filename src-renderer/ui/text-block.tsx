import { FieldError, Label, Text, TextArea, TextField } from 'react-aria-components';
import styles from './field.module.css';

/** Lines of text under their label. `fault`: why they cannot be taken; `note`: what they are for. */
export function TextBlock({
  label,
  value,
  note,
  fault = '',
  rows = 3,
  isMono = false,
  onChange,
}: {
  label: string;
  value: string;
  note?: string;
  fault?: string;
  rows?: number;
  isMono?: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <TextField className={styles.text ?? ''} value={value} onChange={onChange} isInvalid={fault !== ''}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <TextArea
        className={`${styles.line} ${styles.block} ${isMono ? styles.mono : ''}`}
        rows={rows}
        spellCheck="false"
        autoComplete="off"
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
