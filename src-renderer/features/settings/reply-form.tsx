import { useState } from 'react';
import type { RelayReply } from '../../../src-main/contract/relay';
import { useWords } from '../../languages/use-words';
import { Button } from '../../ui/button';
import { Choice } from '../../ui/choice';
import { Sheet } from '../../ui/sheet';
import { TextInput } from '../../ui/text-input';
import styles from './settings.module.css';

const occasions: readonly RelayReply['when'][] = ['message', 'open'];
const receivers: readonly RelayReply['to'][] = ['sender', 'room'];

/** Makes a reply of the relay or changes one. */
export function ReplyForm({
  reply,
  onSave,
  onClose,
}: {
  reply: RelayReply | null;
  onSave: (reply: RelayReply) => void;
  onClose: () => void;
}) {
  const t = useWords('settings');
  const [when, setWhen] = useState<RelayReply['when']>(reply?.when ?? 'message');
  const [match, setMatch] = useState(reply?.match ?? '');
  const [path, setPath] = useState(reply?.path ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const [to, setTo] = useState<RelayReply['to']>(reply?.to ?? 'sender');
  const [isTried, setTried] = useState(false);
  const save = () => {
    setTried(true);
    if (text !== '') onSave({ when, match: when === 'open' ? '' : match, path: path.trim(), text, to });
  };
  return (
    <Sheet
      title={t(reply === null ? 'replies.add' : 'replies.change')}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button look="solid" onPress={save}>
            {t('apps.save')}
          </Button>
        </>
      }
    >
      <div className={styles.formLine}>
        <span>{t('replies.when')}</span>
        <Choice
          label={t('replies.when')}
          value={when}
          options={occasions.map((id) => ({ id, text: t(`replies.${id}`) }))}
          onChange={(id) => setWhen(id as RelayReply['when'])}
        />
      </div>
      {when === 'message' && (
        <TextInput
          label={t('replies.match')}
          note={t('replies.matchNote')}
          value={match}
          isMono
          placeholder='*"type":"ping"*'
          onChange={setMatch}
        />
      )}
      <TextInput
        label={t('replies.path')}
        note={t('replies.pathNote')}
        value={path}
        isMono
        placeholder="/chat"
        onChange={setPath}
      />
      <TextInput
        label={t('replies.text')}
        note={t('replies.textNote')}
        value={text}
        isMono
        autoFocus
        placeholder={'{"type":"pong"}'}
        fault={isTried && text === '' ? t('replies.fault') : ''}
        onChange={setText}
      />
      <div className={styles.formLine}>
        <span>{t('replies.to')}</span>
        <Choice
          label={t('replies.to')}
          value={to}
          options={receivers.map((id) => ({ id, text: t(`replies.${id}`) }))}
          onChange={(id) => setTo(id as RelayReply['to'])}
        />
      </div>
    </Sheet>
  );
}
