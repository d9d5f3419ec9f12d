import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { Icon } from './icon';
import styles from './picker.module.css';

export interface PickerOption {
  readonly id: string;
  readonly text: string;
}

/** One of many: what opens it is the caller's, what it opens is the same everywhere. */
export function OneOf({
  value,
  options,
  className = '',
  isDisabled = false,
  onChange,
  children,
}: {
  value: string;
  options: readonly PickerOption[];
  className?: string | undefined;
  isDisabled?: boolean;
  onChange: (id: string) => void;
  children: ReactNode;
}) {
  return (
    <Select
      className={className}
      selectedKey={value}
      isDisabled={isDisabled}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      {children}
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

/** What is chosen, on the button that opens the choices. */
export function Chosen() {
  return (
    <>
      <SelectValue className={styles.value ?? ''}>{({ selectedText }) => selectedText}</SelectValue>
      <Icon of={ChevronDown} size={14} />
    </>
  );
}
