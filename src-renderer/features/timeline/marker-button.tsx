import { StickyNote } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { limits } from '../../../src-main/contract/limits';
import { useEngine } from '../../engine/hooks';
import { useCommand } from '../../state/commands';
import { useNotices } from '../../state/notices';
import { Button, IconButton } from '../../ui/button';
import styles from './saved-filters.module.css';

/** Writes a marker of the person's own into the recording: "before deploy". */
export function MarkerButton() {
  const engine = useEngine();
  const say = useNotices(({ say }) => say);
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  useCommand('marker.add', 'Add a marker to the recording', '$mod+Shift+KeyU', () => setOpen(true));
  const add = () => {
    const words = text.trim();
    if (words === '') return;
    engine.call('note.add', { text: words }).then(
      () => say(`Marked: ${words}`),
      () => say('The marker was not kept: the engine is not there.'),
    );
    setText('');
    setOpen(false);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton icon={StickyNote} label="Add a marker" keyCap="Ctrl Shift U" />
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Dialog className={styles.dialog ?? ''} aria-label="Add a marker">
          <form
            className={styles.save}
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <input
              autoFocus
              aria-label="What the marker says"
              placeholder="before deploy"
              value={text}
              maxLength={limits.summaryChars}
              onChange={({ target }) => setText(target.value)}
            />
            <Button look="line" size="small" type="submit" isDisabled={text.trim() === ''}>
              Mark now
            </Button>
          </form>
          <p>It stands in the recording as a Note. Select it to see what has come since.</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
