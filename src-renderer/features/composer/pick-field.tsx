import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { Icon } from '../../ui/icon';
import styles from './fields.module.css';

/** One of a few, such as the app a message goes to. `isPlain`: they are said in words, and are no names from the wire. */
export function PickField({
  label,
  items,
  value,
  isPlain = false,
  onChange,
}: {
  label: string;
  items: readonly { readonly id: string; readonly name: string; readonly hint: string }[];
  value: string;
  isPlain?: boolean;
  onChange: (id: string) => void;
}) {
  const look = isPlain ? `${styles.name} ${styles.plain}` : styles.name;
  return (
    <Select
      className={`${styles.field} ${styles.short}`}
      selectedKey={value}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Button className={styles.select ?? ''}>
        <SelectValue className={look ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={items}>
          {({ id, name, hint }) => (
            <ListBoxItem id={id} textValue={name} className={styles.item ?? ''}>
              <span className={look}>{name}</span>
              {hint !== '' && <span className={styles.hint}>{hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
