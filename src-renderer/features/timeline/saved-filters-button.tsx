import { Bookmark, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useDocument } from '../../engine/use-document';
import { wordsOf } from '../../languages/words';
import { useCommand } from '../../state/commands';
import { useNotices } from '../../state/notices';
import { useTimeline } from '../../state/timeline';
import { Button, IconButton } from '../../ui/button';
import { KeyCap } from '../../ui/key-cap';
import { filterKeys, filterNameChars, parseFilters, type SavedFilter, withFilter } from './saved-filters';
import styles from './saved-filters.module.css';

const t = wordsOf('timeline');

const none: never[] = [];

/** Filters kept under a name. The first nine have a key. */
export function SavedFilters() {
  const [saved = none, write] = useDocument('saved-filters', parseFilters);
  const { filter, setFilter } = useTimeline();
  const { say, offerUndo } = useNotices();
  const save = (name: string) => {
    write(withFilter(saved, { name, filter: filter.trim() }));
    say(t('saved.done', { name }));
  };
  const remove = (one: SavedFilter) => {
    write(saved.filter((other) => other !== one));
    offerUndo({ text: t('saved.removed', { name: one.name }), undo: () => write(saved) });
  };
  return (
    <>
      {saved.slice(0, filterKeys).map((one, index) => (
        <SavedKey key={one.name} saved={one} index={index} />
      ))}
      <DialogTrigger>
        <IconButton icon={Bookmark} label={t('saved.title')} size="medium" />
        <Popover className={styles.popover ?? ''} placement="bottom end" offset={4}>
          <Dialog className={styles.dialog ?? ''} aria-label={t('saved.title')}>
            {({ close }) => (
              <>
                {filter.trim() === '' ? <p>{t('saved.empty')}</p> : <SaveForm filter={filter} onSave={save} />}
                <ul>
                  {saved.map((one, index) => (
                    <li key={one.name}>
                      <AriaButton
                        className={styles.choice ?? ''}
                        onPress={() => {
                          setFilter(one.filter);
                          close();
                        }}
                      >
                        <span>{one.name}</span>
                        <code>{one.filter}</code>
                        {index < filterKeys && <KeyCap keys={`Alt Shift ${index + 1}`} />}
                      </AriaButton>
                      <IconButton
                        icon={Trash2}
                        label={t('saved.remove', { name: one.name })}
                        onPress={() => remove(one)}
                      />
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </>
  );
}

/** The command of a saved filter, with its key. */
function SavedKey({ saved: { name, filter }, index }: { saved: SavedFilter; index: number }) {
  useCommand(`filter.saved.${index + 1}`, t('command.saved', { name }), `Alt+Shift+Digit${index + 1}`, () =>
    useTimeline.getState().setFilter(filter),
  );
  return null;
}

function SaveForm({ filter, onSave }: { filter: string; onSave: (name: string) => void }) {
  const [name, setName] = useState('');
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
        aria-label={t('saved.name')}
        placeholder={t('saved.nameFor', { filter: filter.trim() })}
        value={name}
        maxLength={filterNameChars}
        onChange={({ target }) => setName(target.value)}
      />
      <Button look="line" size="small" type="submit" isDisabled={name.trim() === ''}>
        {t('saved.save')}
      </Button>
    </form>
  );
}
