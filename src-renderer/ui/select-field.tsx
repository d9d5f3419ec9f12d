import { Button, Label, Text } from 'react-aria-components';
import styles from './field.module.css';
import { Chosen, OneOf, type PickerOption } from './picker-choices';

/** One of many in a form, under its label. */
export function SelectField({
  label,
  value,
  note,
  options,
  onChange,
}: {
  label: string;
  value: string;
  note?: string;
  options: readonly PickerOption[];
  onChange: (id: string) => void;
}) {
  return (
    <OneOf className={styles.text} value={value} options={options} onChange={onChange}>
      <Label className={styles.label ?? ''}>{label}</Label>
      <Button className={`${styles.line} ${styles.select}`}>
        <Chosen />
      </Button>
      {note !== undefined && (
        <Text slot="description" className={styles.note ?? ''}>
          {note}
        </Text>
      )}
    </OneOf>
  );
}
