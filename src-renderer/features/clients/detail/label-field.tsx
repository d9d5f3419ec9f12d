import { type KeyboardEvent, useState } from 'react';
import { Input, TextField } from 'react-aria-components';
import type { ListedConnection } from '../../../../src-main/contract/connection';
import { limits } from '../../../../src-main/contract/limits';
import { useEngine } from '../../../engine/hooks';
import { useWords } from '../../../languages/use-words';
import { useNotices } from '../../../state/notices';
import { Button } from '../../../ui/button';
import styles from './detail.module.css';

/** Gives a client a name of one's own. Enter keeps it, Esc leaves it as it was; nothing takes it away. */
export function LabelField({ connection, onDone }: { connection: ListedConnection; onDone: () => void }) {
  const say = useWords('clients');
  const engine = useEngine();
  const { confirm, fail } = useNotices();
  const [label, setLabel] = useState(connection.label);
  const keep = () => {
    engine.call('connection.label', { id: connection.id, label }).then(() => {
      confirm(label.trim() === '' ? say('labelTaken') : say('labelGiven', { label: label.trim() }));
      onDone();
    }, fail);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') keep();
    else onDone();
  };
  return (
    <div className={styles.naming}>
      <TextField
        aria-label={say('label')}
        value={label}
        onChange={setLabel}
        maxLength={limits.labelChars}
        autoFocus
        className={styles.field ?? ''}
      >
        <Input
          className={styles.input ?? ''}
          placeholder={say('labelExample')}
          onKeyDown={onKeyDown}
          spellCheck="false"
        />
      </TextField>
      <Button look="line" size="small" onPress={keep}>
        {say('keep')}
      </Button>
    </div>
  );
}
