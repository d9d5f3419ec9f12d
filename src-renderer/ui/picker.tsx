import { Button, Label } from 'react-aria-components';
import styles from './picker.module.css';
import { Chosen, OneOf, type PickerOption } from './picker-choices';
import { Spoken } from './spoken';

/** One of many, in a bar: what is chosen, behind a dim label. */
export function Picker({
  label,
  value,
  options,
  isDisabled = false,
  isLabelled = true,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly PickerOption[];
  isDisabled?: boolean;
  /** Whether the label is drawn, too: not where its words stand beside it already. */
  isLabelled?: boolean;
  onChange: (id: string) => void;
}) {
  return (
    <OneOf className={styles.picker} value={value} options={options} isDisabled={isDisabled} onChange={onChange}>
      <Button className={styles.button ?? ''}>
        <Label className={styles.label ?? ''}>{isLabelled ? label : <Spoken>{label}</Spoken>}</Label>
        <Chosen />
      </Button>
    </OneOf>
  );
}
