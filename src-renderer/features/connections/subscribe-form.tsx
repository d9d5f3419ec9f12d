import { useId, useState } from 'react';
import type { ProfileId } from '../../../src-main/contract/profile';
import type { FoundChannel } from '../../../src-main/contract/session';
import { useSessionActs } from '../../engine/follow-sessions';
import { useWords } from '../../languages/use-words';
import { Button } from '../../ui/button';
import { TextInput } from '../../ui/text-input';
import styles from './session.module.css';

/** Names offered while one is typed. */
const offeredAtMost = 200;

/** Subscribes to one more channel; a token of its own goes with it where the protocol has such. */
export function SubscribeForm({
  id,
  found,
  noun,
  hasToken,
}: {
  id: ProfileId;
  found: readonly FoundChannel[] | null;
  /** What the protocol calls a channel. */
  noun: string;
  hasToken: boolean;
}) {
  const t = useWords('connections');
  const { subscribe } = useSessionActs();
  const listId = useId();
  const [channel, setChannel] = useState('');
  const [token, setToken] = useState('');
  const [isWithToken, setWithToken] = useState(false);
  const submit = async () => {
    const name = channel.trim();
    if (name === '' || !(await subscribe(id, name, isWithToken ? token.trim() : ''))) return;
    setChannel('');
    setToken('');
    setWithToken(false);
  };
  return (
    <form
      className={styles.subscribe}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput label={t('subscribeTo', { noun })} value={channel} isMono list={listId} onChange={setChannel} />
      <Button look="line" type="submit" isDisabled={channel.trim() === ''}>
        {t('subscribe')}
      </Button>
      <datalist id={listId}>
        {found?.slice(0, offeredAtMost).map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {hasToken &&
        (isWithToken ? (
          <TextInput label={t('token')} note={t('tokenNote')} value={token} isMono onChange={setToken} />
        ) : (
          <span className={styles.withToken}>
            <Button size="small" onPress={() => setWithToken(true)}>
              {t('withToken')}
            </Button>
          </span>
        ))}
    </form>
  );
}
