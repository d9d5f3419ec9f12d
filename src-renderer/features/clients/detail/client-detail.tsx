import { Tag as TagIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { TabPanel, Tabs } from 'react-aria-components';
import type { ConnectionDetail } from '../../../../src-main/contract/connection';
import type { ConnectionId } from '../../../../src-main/contract/ids';
import { useRefreshedCall } from '../../../engine/refreshed-call';
import { useLastEntries } from '../../../engine/use-last-entries';
import { formatShortCount } from '../../../format/count';
import { formatDuration } from '../../../format/duration';
import { visibleText } from '../../../format/visible-text';
import { useWords } from '../../../languages/use-words';
import { useClients } from '../../../state/clients';
import { regionRef } from '../../../state/regions';
import { useNow } from '../../../state/use-now';
import type { Width } from '../../../state/use-width';
import { IconButton } from '../../../ui/button';
import { Tab, TabList } from '../../../ui/tabs';
import { livedMs, nameOf, stateWords } from '../client-words';
import { StateSign } from '../state-sign';
import { ClientActions } from './client-actions';
import styles from './detail.module.css';
import { DetailHead, leaveOnEscape } from './detail-head';
import { Handshake } from './handshake';
import { LabelField } from './label-field';
import { Messages } from './messages';
import { Overview } from './overview';

/** Entries of the client's own timeline; Live has all of them. */
const entriesShown = 100;

const close = () => useClients.getState().select(null);

/** One client in full. */
export function ClientDetail({ id, width }: { id: ConnectionId; width: Width }) {
  const say = useWords('clients');
  const [asked, setAsked] = useState(false);
  const detail = useRefreshedCall('connection.detail', { id }, 1_000);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(true), 1_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <aside
      className={styles.detail}
      aria-label={say('detail')}
      data-width={width}
      tabIndex={-1}
      ref={regionRef('client')}
      onKeyDown={leaveOnEscape(width, close)}
    >
      {detail === null ? (
        asked && <p className={styles.words}>{say('notKnown')}</p>
      ) : (
        <Known detail={detail} width={width} />
      )}
    </aside>
  );
}

function Known({ detail, width }: { detail: ConnectionDetail; width: Width }) {
  const say = useWords('clients');
  const { connection } = detail;
  const [isNaming, setNaming] = useState(false);
  const nowMs = useNow();
  // Found by its socket id, and nothing else of the same name.
  const filter = connection.socketId === '' ? null : `client:${connection.socketId} -kind:ping`;
  const last = useLastEntries(filter, entriesShown);
  const lived = formatDuration(livedMs(connection, nowMs));
  return (
    <Tabs className={styles.tabs ?? ''}>
      <div className={styles.top}>
        <DetailHead width={width} close={close}>
          <div className={styles.title}>
            <StateSign state={connection.state} />
            {isNaming ? (
              <LabelField connection={connection} onDone={() => setNaming(false)} />
            ) : (
              <>
                <h2 title={nameOf(connection)} data-wire={connection.label === '' || undefined}>
                  {visibleText(nameOf(connection))}
                </h2>
                <IconButton
                  icon={TagIcon}
                  label={connection.label === '' ? say('giveLabel') : say('changeLabel')}
                  onPress={() => setNaming(true)}
                />
              </>
            )}
          </div>
          <div className={styles.meta}>
            {connection.user !== '' && (
              <span>{say('userSockets', { user: connection.user, count: connection.userSockets })}</span>
            )}
            {connection.label !== '' && <code>{connection.socketId}</code>}
            <span className={styles.dim}>
              {connection.closed === null
                ? say(connection.state === 'slow' ? 'slowSince' : 'connectedFor', { duration: lived })
                : `${stateWords(connection, say)}, ${say('lasted', { duration: lived })}`}
            </span>
          </div>
        </DetailHead>
        <TabList label={say('parts')}>
          <Tab id="overview">{say('overview')}</Tab>
          <Tab id="messages" count={last === null ? undefined : formatShortCount(last.matches)}>
            {say('messages')}
          </Tab>
          <Tab id="handshake">{say('handshake')}</Tab>
        </TabList>
      </div>
      <TabPanel id="overview" className={styles.panel ?? ''}>
        <Overview detail={detail} last={last} nowMs={nowMs} />
      </TabPanel>
      <TabPanel id="messages" className={styles.panel ?? ''}>
        <Messages last={last} />
      </TabPanel>
      <TabPanel id="handshake" className={styles.panel ?? ''}>
        <Handshake detail={detail} />
      </TabPanel>
      <ClientActions connection={connection} />
    </Tabs>
  );
}
