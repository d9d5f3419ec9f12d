import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './choice.module.css';

/** One of a few, all in sight. */
export function Choice({
  label,
  value,
  options,
  isDisabled = false,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly { readonly id: string; readonly text: string }[];
  isDisabled?: boolean;
  onChange: (id: string) => void;
}) {
  return (
    <ToggleButtonGroup
      className={styles.choice ?? ''}
      aria-label={label}
      isDisabled={isDisabled}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [id] = keys;
        if (id !== undefined) onChange(String(id));
      }}
    >
      {options.map(({ id, text }) => (
        <ToggleButton key={id} id={id} className={styles.option ?? ''}>
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
