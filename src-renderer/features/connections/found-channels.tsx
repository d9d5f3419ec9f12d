import type { FoundChannel } from '../../../src-main/contract/session';
import { formatCount } from '../../format/count';
import { useWords } from '../../languages/use-words';
import { ChannelKindIcon, kindOfName } from '../../ui/channel-kind';
import { ChannelName } from '../../ui/channel-name';
import styles from './session.module.css';

/** More are in the tree, which draws only what is in sight. */
const shownAtMost = 100;

/** What the server says is in use, by how many and by whom: seen without subscribing to it. */
export function FoundChannels({ found }: { found: readonly FoundChannel[] }) {
  const t = useWords('connections');
  return (
    <section className={styles.section} aria-label={t('inUse')}>
      <h3>
        {t('inUse')} <span>{formatCount(found.length)}</span>
      </h3>
      <ul className={styles.channels}>
        {found.slice(0, shownAtMost).map((channel) => (
          <Line key={channel.name} channel={channel} />
        ))}
      </ul>
      {found.length > shownAtMost && <p className={styles.more}>{t('more', { count: found.length - shownAtMost })}</p>}
    </section>
  );
}

function Line({ channel: { name, members, subscribers, users = [] } }: { channel: FoundChannel }) {
  const t = useWords('connections');
  const counts = [
    members === null ? '' : t('users', { count: members }),
    subscribers === null ? '' : t('subscribers', { count: subscribers }),
  ].filter((part) => part !== '');
  return (
    <li>
      <ChannelKindIcon kind={kindOfName(name, members !== null)} />
      <span className={styles.name} title={name}>
        <ChannelName name={name} />
      </span>
      <span className={styles.counts}>{counts.join(' · ')}</span>
      {users.length > 0 && <p>{users.join(', ')}</p>}
    </li>
  );
}
