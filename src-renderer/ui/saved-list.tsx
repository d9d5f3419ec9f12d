import { Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Button, IconButton } from './button';
import styles from './saved-list.module.css';

/** Keeps something under a name. */
export function SaveForm({
  label,
  placeholder = label,
  initial = '',
  most,
  act,
  onSave,
}: {
  label: string;
  placeholder?: string;
  initial?: string;
  /** Characters of the longest name. */
  most: number;
  /** What the button says. */
  act: string;
  onSave: (name: string) => void;
}) {
  const [name, setName] = useState(initial);
  return (
    <form
      className={styles.save}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return;
        onSave(name.trim());
        setName('');
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: whoever opens the popover is about to type
        autoFocus
        aria-label={label}
        placeholder={placeholder}
        value={name}
        maxLength={most}
        onChange={({ target }) => setName(target.value)}
      />
      <Button look="line" size="small" type="submit" isDisabled={name.trim() === ''}>
        {act}
      </Button>
    </form>
  );
}

export function SavedList({ children }: { children: ReactNode }) {
  return <ul className={styles.list}>{children}</ul>;
}

/** One of what was kept. @param content what it holds, as it would be typed; `removeLabel` and `onRemove`: it can be removed */
export function SavedItem({
  name,
  content,
  aside,
  onUse,
  removeLabel,
  onRemove,
}: {
  name: string;
  content: string;
  aside?: ReactNode;
  onUse: () => void;
  removeLabel?: string;
  onRemove?: () => void;
}) {
  return (
    <li>
      <AriaButton className={styles.choice ?? ''} onPress={onUse}>
        <span>{name}</span>
        <code>{content}</code>
        {aside}
      </AriaButton>
      {onRemove !== undefined && removeLabel !== undefined && (
        <IconButton icon={Trash2} label={removeLabel} onPress={onRemove} />
      )}
    </li>
  );
}
