import { ChevronDown, History, Save, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Draft } from '../../../src-main/contract/hub';
import { useDocument } from '../../engine/use-document';
import { formatClock } from '../../format/instant';
import { useDraft } from '../../state/draft';
import { useNotices } from '../../state/notices';
import { Button, IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { draftFields, nameChars, parsePast, parseSaved, type SavedMessage, withSaved } from './library';
import styles from './popovers.module.css';

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
    if (next === saved) return say('Not saved: there is no room for so long a message.');
    writeSaved(next);
    say(`Saved as ${name}.`);
  };
  const remove = (message: SavedMessage) => {
    writeSaved(saved.filter((one) => one !== message));
    offerUndo({
      text: `Removed the saved message ${message.name}.`,
      undo: () => writeSaved(withSaved(saved, message)),
    });
  };
  return (
    <DialogTrigger>
      <Button size="small">
        Saved
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} placement="top end" offset={4}>
        <Dialog className={styles.dialog ?? ''} aria-label="Saved messages">
          {({ close }) => {
            const use = (draft: Draft) => {
              close();
              fill(draftFields(draft));
            };
            return (
              <>
                <SaveForm onSave={save} />
                {saved.length > 0 && <h3>Saved</h3>}
                <ul>
                  {saved.map((message) => (
                    <li key={message.name}>
                      <Choice name={message.name} draft={message} onPress={() => use(message)} />
                      <IconButton icon={Trash2} label={`Remove ${message.name}`} onPress={() => remove(message)} />
                    </li>
                  ))}
                </ul>
                <h3>
                  <Icon of={History} size={14} /> Sent before
                </h3>
                {past.length === 0 && <p>Nothing yet.</p>}
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
        aria-label="Name to save it under"
        placeholder="Name to save it under"
        value={name}
        maxLength={nameChars}
        onChange={({ target }) => setName(target.value)}
      />
      <Button look="line" size="small" icon={Save} type="submit" isDisabled={name.trim() === ''}>
        Save this message
      </Button>
    </form>
  );
}
