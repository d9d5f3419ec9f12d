import { Check, ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components';
import styles from './field.module.css';
import { Icon } from './icon';
import type { PickerOption } from './picker';
import pickerStyles from './picker.module.css';

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
    <Select
      className={styles.text ?? ''}
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Button className={`${styles.line} ${styles.select}`}>
        <SelectValue className={pickerStyles.value ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
        <Icon of={ChevronDown} size={14} />
      </Button>
      {note !== undefined && (
        <Text slot="description" className={styles.note ?? ''}>
          {note}
        </Text>
      )}
      <Popover className={pickerStyles.popover ?? ''} offset={4}>
        <ListBox className={pickerStyles.list ?? ''} items={options}>
          {({ id, text }) => (
            <ListBoxItem id={id} textValue={text} className={pickerStyles.item ?? ''}>
              {({ isSelected }) => (
                <>
                  <span className={pickerStyles.text}>{text}</span>
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
