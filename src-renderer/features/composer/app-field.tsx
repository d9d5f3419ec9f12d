import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import type { AppInfo } from '../../../src-main/contract/app';
import { wordsOf } from '../../languages/words';
import { Icon } from '../../ui/icon';
import styles from './fields.module.css';

const t = wordsOf('composer');

/** Which app of the hub a message goes to; only there where there are several. */
export function AppField({
  apps,
  value,
  onChange,
}: {
  apps: readonly AppInfo[];
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
      <Label className={styles.label ?? ''}>{t('field.app')}</Label>
      <Button className={styles.select ?? ''}>
        <SelectValue className={styles.name ?? ''} />
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4}>
        <ListBox className={styles.list ?? ''} items={apps}>
          {({ id, key }) => (
            <ListBoxItem id={id} textValue={id} className={styles.item ?? ''}>
              <span className={styles.name}>{id}</span>
              <span className={styles.hint}>{key}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
