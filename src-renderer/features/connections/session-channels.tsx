import { Ban, Check, Hourglass, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { SessionChannel, SessionState } from '../../../src-main/contract/session';
import { useSessionActs } from '../../engine/follow-sessions';
import { useDescription } from '../../engine/use-description';
import { formatCount } from '../../format/count';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { IconButton } from '../../ui/button';
import { ChannelName } from '../../ui/channel-name';
import { Icon } from '../../ui/icon';
import styles from './session.module.css';
import { SubscribeForm } from './subscribe-form';

const signs = { wanted: Hourglass, asked: Hourglass, on: Check, refused: Ban } as const;
/** More are in the tree, which draws only what is in sight. */
const shownAtMost = 100;

/** The channels it watches, each with its state, and the field for one more. */
export function SessionChannels({ session }: { session: SessionState }) {
  const t = useWords('connections');
  const { unsubscribe } = useSessionActs();
  const { profile, channels } = session;
  const protocol = useDescription()?.protocols.find(({ id }) => id === profile.protocol);
  const supports = protocol?.client?.supports;
  const section = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');
  if (supports === undefined || (!supports.subscribe && channels.length === 0)) return null;
  const leave = async (name: string) => {
    if (!(await unsubscribe(profile.id, name))) return;
    setSaid(t('left', { channel: name }));
    // Its button is gone with it.
    section.current?.querySelector('input')?.focus();
  };
  return (
    <section className={styles.section} aria-label={t('watched')} ref={section}>
      <h3>
        {t('watched')} <span>{formatCount(channels.length)}</span>
      </h3>
      <ul className={styles.channels}>
        {channels.slice(0, shownAtMost).map((channel) => (
          <Line key={channel.name} channel={channel}>
            {supports.subscribe && (
              <IconButton
                icon={X}
                label={t('unsubscribe', { channel: channel.name })}
                onPress={() => void leave(channel.name)}
              />
            )}
          </Line>
        ))}
      </ul>
      {channels.length > shownAtMost && (
        <p className={styles.more}>{t('more', { count: channels.length - shownAtMost })}</p>
      )}
      {channels.length === 0 && <p className={styles.more}>{t('watchesNothing')}</p>}
      {supports.subscribe && (
        <SubscribeForm
          id={profile.id}
          found={session.found}
          noun={protocol?.nouns.channel ?? ''}
          hasToken={supports.token}
        />
      )}
      <span className={styles.spoken} role="status">
        {said}
      </span>
    </section>
  );
}

function Line({ channel, children }: { channel: SessionChannel; children: ReactNode }) {
  const t = useWords('connections');
  const { name, state, problem, members, subscribers } = channel;
  const counts = [
    members === null ? '' : t('users', { count: members.length }),
    subscribers === null ? '' : t('subscribers', { count: subscribers }),
  ].filter((part) => part !== '');
  return (
    <li data-state={state}>
      <Icon of={signs[state]} size={14} />
      <span className={styles.name} title={name}>
        <ChannelName name={name} />
      </span>
      <span className={styles.counts}>{[t(`channel.${state}`), ...counts].join(' · ')}</span>
      {children}
      {problem !== null && <p>{problemWords(problem)}</p>}
    </li>
  );
}
