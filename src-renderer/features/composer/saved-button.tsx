import { ChevronDown, History, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Draft } from '../../../src-main/contract/hub';
import { useDocument } from '../../engine/use-document';
import { formatClock } from '../../format/instant';
import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { useNotices } from '../../state/notices';
import { Button, IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { draftFields, nameChars, parsePast, parseSaved, type SavedMessage, withSaved } from './library';
import styles from './popovers.module.css';

const t = wordsOf('composer');

const none: never[] = [];

/** Messages kept under a name, and those that were sent lately. */
export function SavedButton({ app }: { app: string }) {
  const [saved = none, writeSaved] = useDocument('saved-messages', parseSaved);
  const [past = none] = useDocument('composer-history', parsePast);
  const { fill } = useDraft();
  const { say, offerUndo } = useNotices();
  const save = (name: string) => {
    const message: SavedMessage = { ...draftFields(useDraft.getState()), app, name };
    const next = withSaved(saved, message);
    if (next === saved) return say(t('saved.noRoom'));
    writeSaved(next);
    say(t('saved.done', { name }));
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
      <Popover className={styles.popover ?? ''} placement="top end" offset={4}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('saved.title')}>
          {({ close }) => {
            const use = (draft: Draft) => {
              close();
              fill(draftFields(draft));
            };
            return (
              <>
                <SaveForm onSave={save} />
                {saved.length > 0 && <h3>{t('saved.heading')}</h3>}
                <ul>
                  {saved.map((message) => (
                    <li key={message.name}>
                      <Choice name={message.name} draft={message} onPress={() => use(message)} />
                      <IconButton
                        icon={Trash2}
                        label={t('saved.remove', { name: message.name })}
                        onPress={() => remove(message)}
                      />
                    </li>
                  ))}
                </ul>
                <h3>
                  <Icon of={History} size={14} /> {t('saved.past')}
                </h3>
                {past.length === 0 && <p>{t('saved.nothing')}</p>}
                <ul>
                  {past.map((message) => (
                    <li key={`${message.atMs} ${message.event}`}>
                      <Choice name={formatClock(message.atMs)} draft={message} onPress={() => use(message)} />
                    </li>
                  ))}
                </ul>
              </>
            );
          }}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Choice({ name, draft, onPress }: { name: string; draft: Draft; onPress: () => void }) {
  return (
    <AriaButton className={styles.choice ?? ''} onPress={onPress}>
      <span className={styles.name}>{name}</span>
      <code>
        {draft.channel} {draft.event}
      </code>
    </AriaButton>
  );
}

function SaveForm({ onSave }: { onSave: (name: string) => void }) {
  const event = useDraft(({ event }) => event);
  const [name, setName] = useState(event.slice(0, nameChars));
  return (
    <form
      className={styles.save}
      onSubmit={(submit) => {
        submit.preventDefault();
        if (name.trim() !== '') onSave(name.trim());
      }}
    >
      <input
        className={styles.input}
        aria-label={t('saved.name')}
        placeholder={t('saved.name')}
        value={name}
        maxLength={nameChars}
        onChange={({ target }) => setName(target.value)}
      />
      <Button look="line" size="small" icon={Save} type="submit" isDisabled={name.trim() === ''}>
        {t('saved.save')}
      </Button>
    </form>
  );
}
