import { StickyNote } from 'lucide-react';
import { useState } from 'react';
import { DialogTrigger } from 'react-aria-components';
import { limits } from '../../../src-main/contract/limits';
import { useEngine } from '../../engine/hooks';
import { wordsOf } from '../../languages/words';
import { useCommand, useKeyCap } from '../../state/commands';
import { useNotices } from '../../state/notices';
import { IconButton } from '../../ui/button';
import { Popover } from '../../ui/popover';
import { SaveForm } from '../../ui/saved-list';

const t = wordsOf('timeline');

/** Writes a marker of the person's own into the recording: "before deploy". */
export function MarkerButton() {
  const engine = useEngine();
  const { confirm, fail } = useNotices();
  const [isOpen, setOpen] = useState(false);
  useCommand('marker.add', t('command.marker'), '$mod+Shift+KeyU', () => setOpen(true));
  const add = (text: string) => {
    engine.call('note.add', { text }).then(() => confirm(t('marker.done', { text })), fail);
    setOpen(false);
  };
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <IconButton icon={StickyNote} label={t('marker.title')} keyCap={useKeyCap('marker.add')} />
      <Popover label={t('marker.title')} placement="bottom end">
        {() => (
          <>
            <SaveForm
              label={t('marker.says')}
              placeholder={t('marker.example')}
              most={limits.summaryChars}
              act={t('marker.add')}
              onSave={add}
            />
            <p>{t('marker.note')}</p>
          </>
        )}
      </Popover>
    </DialogTrigger>
  );
}
