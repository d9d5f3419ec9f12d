import { Bookmark } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components';
import { useDocument } from '../../engine/use-document';
import { wordsOf } from '../../languages/words';
import { useCommand, useKeyCap } from '../../state/commands';
import { useNotices } from '../../state/notices';
import { useTimeline } from '../../state/timeline';
import { IconButton } from '../../ui/button';
import { KeyCap } from '../../ui/key-cap';
import { Popover } from '../../ui/popover';
import { SavedItem, SavedList, SaveForm } from '../../ui/saved-list';
import { filterKeys, filterNameChars, parseFilters, type SavedFilter, withFilter } from './saved-filters';

const t = wordsOf('timeline');

const none: never[] = [];

/** Filters kept under a name. The first nine have a key. */
export function SavedFilters() {
  const [saved = none, write] = useDocument('saved-filters', parseFilters);
  const { filter, setFilter } = useTimeline();
  const { confirm, offerUndo } = useNotices();
  const save = (name: string) => {
    write(withFilter(saved, { name, filter: filter.trim() }));
    confirm(t('saved.done', { name }));
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
        <Popover label={t('saved.title')} placement="bottom end">
          {(close) => (
            <>
              {filter.trim() === '' ? (
                <p>{t('saved.empty')}</p>
              ) : (
                <SaveForm
                  label={t('saved.name')}
                  placeholder={t('saved.nameFor', { filter: filter.trim() })}
                  most={filterNameChars}
                  act={t('saved.save')}
                  onSave={save}
                />
              )}
              <SavedList>
                {saved.map((one, index) => (
                  <SavedItem
                    key={one.name}
                    name={one.name}
                    content={one.filter}
                    aside={index < filterKeys && <SavedKeyCap index={index} />}
                    onUse={() => {
                      setFilter(one.filter);
                      close();
                    }}
                    removeLabel={t('saved.remove', { name: one.name })}
                    onRemove={() => remove(one)}
                  />
                ))}
              </SavedList>
            </>
          )}
        </Popover>
      </DialogTrigger>
    </>
  );
}

function SavedKeyCap({ index }: { index: number }) {
  const keyCap = useKeyCap(`filter.saved.${index + 1}`);
  return keyCap === undefined ? null : <KeyCap keys={keyCap} />;
}

/** The command of a saved filter, with its key. */
function SavedKey({ saved: { name, filter }, index }: { saved: SavedFilter; index: number }) {
  useCommand(`filter.saved.${index + 1}`, t('command.saved', { name }), `Alt+Shift+Digit${index + 1}`, () =>
    useTimeline.getState().setFilter(filter),
  );
  return null;
}
