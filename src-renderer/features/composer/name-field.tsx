import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, ComboBox, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { wordsOf } from '../../languages/words';
import { Icon } from '../../ui/icon';
import styles from './fields.module.css';

const t = wordsOf('composer');

export interface NameChoice {
  readonly name: string;
  /** Beside the name, dimmed; '' for none. */
  readonly hint: string;
}

const askAfterMs = 80;
const none: readonly NameChoice[] = [];

/** A name to be typed, or chosen among those that complete what is typed. Any text will do. */
export function NameField({
  label,
  placeholder,
  value,
  onChange,
  complete,
  inputRef,
}: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (name: string) => void;
  /** Asked while the field has the focus, with what is typed. */
  complete: (typed: string) => Promise<readonly NameChoice[]>;
  inputRef?: (input: HTMLInputElement | null) => void;
}) {
  const [choices, setChoices] = useState(none);
  const [isFocused, setFocused] = useState(false);
  useEffect(() => {
    if (!isFocused) return;
    let isOver = false;
    const timer = setTimeout(() => {
      complete(value).then(
        (found) => isOver || setChoices(found),
        () => {},
      );
    }, askAfterMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isFocused, value, complete]);
  return (
    <ComboBox
      className={styles.field ?? ''}
      allowsCustomValue
      allowsEmptyCollection
      items={choices}
      inputValue={value}
      onInputChange={onChange}
      selectedKey={null}
      onSelectionChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      onFocusChange={setFocused}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Input
        className={styles.input ?? ''}
        placeholder={placeholder}
        spellCheck="false"
        {...(inputRef === undefined ? {} : { ref: inputRef })}
      />
      <Button className={styles.open ?? ''} aria-label={t('field.choose')}>
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox<NameChoice> className={styles.list ?? ''} renderEmptyState={() => t('field.anyName')}>
          {({ name, hint }) => (
            <ListBoxItem id={name} textValue={name} className={styles.item ?? ''}>
              <span className={styles.name}>{name}</span>
              {hint !== '' && <span className={styles.hint}>{hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
