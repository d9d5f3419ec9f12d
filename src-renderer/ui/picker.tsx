import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { Icon } from './icon';
import styles from './picker.module.css';

export interface PickerOption {
  readonly id: string;
  readonly text: string;
}

/** One of many, in a bar: what is chosen, behind a dim label. */
export function Picker({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly PickerOption[];
  onChange: (id: string) => void;
}) {
  return (
    <Select
      className={styles.picker ?? ''}
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Button className={styles.button ?? ''}>
        <Label className={styles.label ?? ''}>{label}</Label>
        <SelectValue className={styles.value ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={options}>
          {({ id, text }) => (
            <ListBoxItem id={id} textValue={text} className={styles.item ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={styles.text}>{text}</span>
                  {isSelected && <Icon of={Check} size={14} />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
