import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { Icon } from '../../ui/icon';
import styles from './fields.module.css';

/** One of a few, such as the app a message goes to. */
export function PickField({
  label,
  items,
  value,
  onChange,
}: {
  label: string;
  items: readonly { readonly id: string; readonly name: string; readonly hint: string }[];
  value: string;
  onChange: (id: string) => void;
}) {
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
        <SelectValue className={styles.name ?? ''} />
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={items}>
          {({ id, name, hint }) => (
            <ListBoxItem id={id} textValue={name} className={styles.item ?? ''}>
              <span className={styles.name}>{name}</span>
              {hint !== '' && <span className={styles.hint}>{hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
