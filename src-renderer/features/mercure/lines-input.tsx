import { Label, Text, TextArea, TextField } from 'react-aria-components';
import styles from './mercure.module.css';

/** Text of several lines under its label. */
export function LinesInput({
  label,
  value,
  rows,
  note = '',
  placeholder = '',
  onChange,
}: {
  label: string;
  value: string;
  rows: number;
  note?: string;
  placeholder?: string;
  onChange: (value: string) => void;
}) {
  return (
    <TextField className={styles.lines ?? ''} value={value} onChange={onChange}>
      <Label>{label}</Label>
      <TextArea rows={rows} placeholder={placeholder} spellCheck="false" autoComplete="off" />
      {note !== '' && <Text slot="description">{note}</Text>}
    </TextField>
  );
}
