import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ListedConnection } from '../../../../src-main/contract/connection';
import { useEngine } from '../../../engine/hooks';
import { useWords } from '../../../languages/use-words';
import { compose } from '../../../state/draft';
import { useNotices } from '../../../state/notices';
import { useTimeline } from '../../../state/timeline';
import { showView } from '../../../state/views';
import { Button } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { MenuItem, WithMenu } from '../../../ui/menu';
import { nameOf } from '../client-words';
import styles from './detail.module.css';

/** A client may be on thousands of channels; a menu holds no more. */
const mostWays = 12;

/** What can be done with a client. */
export function ClientActions({ connection }: { connection: ListedConnection }) {
  const say = useWords('clients');
  const engine = useEngine();
  const { confirm, fail } = useNotices();
  const [isAsking, setAsking] = useState(false);
  const asked = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    if (isAsking) asked.current?.querySelector('button')?.focus();
  }, [isAsking]);
  const kick = (mayReturn: boolean) => {
    setAsking(false);
    engine
      .call('connection.kick', { id: connection.id, mayReturn })
      .then(() => confirm(say('kicked', { name: nameOf(connection) })), fail);
  };
  const showInLive = () => {
    useTimeline.getState().setFilter(`client:${connection.socketId}`);
    showView('live');
  };
  if (isAsking && connection.closed === null) {
    return (
      // It cannot be taken back, so it is asked where it was pressed.
      <fieldset
        className={styles.foot}
        aria-label={say('kickAsk', { name: nameOf(connection) })}
        ref={asked}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          setAsking(false);
        }}
      >
        <Button look="line" size="small" onPress={() => kick(true)}>
          {say('kickReturn')}
        </Button>
        <Button look="line" size="small" onPress={() => kick(false)}>
          {say('kickStay')}
        </Button>
        <span className={styles.grow} />
        <Button size="small" onPress={() => setAsking(false)}>
          {say('cancel')}
        </Button>
      </fieldset>
    );
  }
  return (
    <div className={styles.foot}>
      <Button look="line" size="small" isDisabled={connection.socketId === ''} onPress={showInLive}>
        {say('showInLive')}
      </Button>
      {connection.closed === null && <SendTo connection={connection} />}
      <span className={styles.grow} />
      {connection.closed === null && (
        <Button size="small" onPress={() => setAsking(true)}>
          {say('kick')}
        </Button>
      )}
    </div>
  );
}

/** The ways a message reaches this client: by its user, or on a channel it is subscribed to. */
function SendTo({ connection }: { connection: ListedConnection }) {
  const say = useWords('clients');
  const { app, user, channels, protocol } = connection;
  const toUser = protocol === 'pusher' && user !== '' ? [`#server-to-user-${user}`] : [];
  const ways = [...toUser, ...channels.filter((name) => !toUser.includes(name))].slice(0, mostWays);
  return (
    <WithMenu
      label={say('sendTo.menu')}
      trigger={
        <Button size="small" isDisabled={ways.length === 0}>
          {say('sendTo.act')}
          <Icon of={ChevronDown} size={14} />
        </Button>
      }
    >
      {ways.map((channel, at) => (
        <MenuItem key={channel} value={channel} onAction={() => compose({ app, channel })}>
          {at < toUser.length ? say('sendTo.user', { user }) : say('sendTo.channel')}
        </MenuItem>
      ))}
    </WithMenu>
  );
}
