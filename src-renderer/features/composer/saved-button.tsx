import { ChevronDown, History } from 'lucide-react';
import { DialogTrigger } from 'react-aria-components';
import type { Draft } from '../../../src-main/contract/hub';
import { useDocument } from '../../engine/use-document';
import { formatClock } from '../../format/instant';
import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { useNotices } from '../../state/notices';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Popover } from '../../ui/popover';
import { SavedItem, SavedList, SaveForm } from '../../ui/saved-list';
import { draftFields, nameChars, parsePast, parseSaved, type SavedMessage, withSaved } from './library';

const t = wordsOf('composer');

const none: never[] = [];

/** Messages kept under a name, and those that were sent lately. */
export function SavedButton({ app }: { app: string }) {
  const [saved = none, writeSaved] = useDocument('saved-messages', parseSaved);
  const [past = none] = useDocument('composer-history', parsePast);
  const { fill } = useDraft();
  const { confirm, fail, offerUndo } = useNotices();
  const save = (name: string) => {
    const message: SavedMessage = { ...draftFields(useDraft.getState()), app, name };
    const next = withSaved(saved, message);
    if (next === saved) return fail(new Error(t('saved.noRoom')));
    writeSaved(next);
    confirm(t('saved.done', { name }));
  };
  const remove = (message: SavedMessage) => {
    writeSaved(saved.filter((one) => one !== message));
    offerUndo({
      text: t('saved.removed', { name: message.name }),
      undo: () => writeSaved(withSaved(saved, message)),
    });
  };
  return (
    <DialogTrigger>
      <Button size="small">
        {t('saved.button')}
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover label={t('saved.title')} placement="top end">
        {(close) => {
          const use = (draft: Draft) => {
            close();
            fill(draftFields(draft));
          };
          return (
            <>
              <SaveForm
                label={t('saved.name')}
                initial={useDraft.getState().event.slice(0, nameChars)}
                most={nameChars}
                act={t('saved.save')}
                onSave={save}
              />
              {saved.length > 0 && <h3>{t('saved.heading')}</h3>}
              <SavedList>
                {saved.map((message) => (
                  <SavedItem
                    key={message.name}
                    name={message.name}
                    content={`${message.channel} ${message.event}`}
                    onUse={() => use(message)}
                    removeLabel={t('saved.remove', { name: message.name })}
                    onRemove={() => remove(message)}
                  />
                ))}
              </SavedList>
              <h3>
                <Icon of={History} size={14} /> {t('saved.past')}
              </h3>
              {past.length === 0 && <p>{t('saved.nothing')}</p>}
              <SavedList>
                {past.map((message) => (
                  <SavedItem
                    key={`${message.atMs} ${message.event}`}
                    name={formatClock(message.atMs)}
                    content={`${message.channel} ${message.event}`}
                    onUse={() => use(message)}
                  />
                ))}
              </SavedList>
            </>
          );
        }}
      </Popover>
    </DialogTrigger>
  );
}
