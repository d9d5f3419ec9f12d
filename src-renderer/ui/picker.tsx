import { Button, Label } from 'react-aria-components';
import styles from './picker.module.css';
import { Chosen, OneOf, type PickerOption } from './picker-choices';

/** One of many, in a bar: what is chosen, behind a dim label. */
export function Picker({
  label,
  value,
  options,
  isDisabled = false,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly PickerOption[];
  isDisabled?: boolean;
  onChange: (id: string) => void;
}) {
  return (
    <OneOf className={styles.picker} value={value} options={options} isDisabled={isDisabled} onChange={onChange}>
      <Button className={styles.button ?? ''}>
        <Label className={styles.label ?? ''}>{label}</Label>
        <Chosen />
      </Button>
    </OneOf>
  );
}
