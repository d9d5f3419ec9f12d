import { StickyNote } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { limits } from '../../../src-main/contract/limits';
import { useEngine } from '../../engine/hooks';
import { wordsOf } from '../../languages/words';
import { useCommand } from '../../state/commands';
import { useNotices } from '../../state/notices';
import { Button, IconButton } from '../../ui/button';
import styles from './saved-filters.module.css';

const t = wordsOf('timeline');

/** Writes a marker of the person's own into the recording: "before deploy". */
export function MarkerButton() {
  const engine = useEngine();
  const say = useNotices(({ say }) => say);
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState('');
  useCommand('marker.add', t('command.marker'), '$mod+Shift+KeyU', () => setOpen(true));
  const add = () => {
    const words = text.trim();
    if (words === '') return;
    engine.call('note.add', { text: words }).then(
      () => say(t('marker.done', { text: words })),
      () => say(t('marker.lost')),
    );
    setText('');
    setOpen(false);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton icon={StickyNote} label={t('marker.title')} keyCap="Ctrl Shift U" />
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('marker.title')}>
          <form
            className={styles.save}
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <input
              autoFocus
              aria-label={t('marker.says')}
              placeholder={t('marker.example')}
              value={text}
              maxLength={limits.summaryChars}
              onChange={({ target }) => setText(target.value)}
            />
            <Button look="line" size="small" type="submit" isDisabled={text.trim() === ''}>
              {t('marker.add')}
            </Button>
          </form>
          <p>{t('marker.note')}</p>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
