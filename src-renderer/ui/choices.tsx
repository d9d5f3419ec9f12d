import { useId } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import styles from './choice.module.css';
import field from './field.module.css';

/** Any of a few, all in sight, under their label. */
export function Choices({
  label,
  note,
  values,
  options,
  onChange,
}: {
  label: string;
  note: string;
  values: readonly string[];
  options: readonly { readonly id: string; readonly text: string }[];
  onChange: (ids: readonly string[]) => void;
}) {
  const [labelId, noteId] = [useId(), useId()];
  return (
    <div className={field.text}>
      <span id={labelId} className={field.label}>
        {label}
      </span>
      <ToggleButtonGroup
        className={styles.several ?? ''}
        aria-labelledby={labelId}
        aria-describedby={noteId}
        selectionMode="multiple"
        selectedKeys={values}
        onSelectionChange={(keys) => onChange(options.flatMap(({ id }) => (keys.has(id) ? [id] : [])))}
      >
        {options.map(({ id, text }) => (
          <ToggleButton key={id} id={id} className={styles.option ?? ''}>
            {text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <span id={noteId} className={field.note}>
        {note}
      </span>
    </div>
  );
}
