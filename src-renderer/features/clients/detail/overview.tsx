import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ConnectionDetail, ListedConnection } from '../../../../src-main/contract/connection';
import type { ChannelKind, PassedThrough } from '../../../../src-main/contract/hub';
import type { LastEntries } from '../../../engine/use-last-entries';
import { formatBytes } from '../../../format/bytes';
import { formatCount } from '../../../format/count';
import { formatClock, formatIsoInstant } from '../../../format/instant';
import { visibleText } from '../../../format/visible-text';
import { agentSaid } from '../../../languages/agent';
import { said } from '../../../languages/said';
import { useWords } from '../../../languages/use-words';
import type { Say } from '../../../languages/words';
import { useClients } from '../../../state/clients';
import { ChannelKindIcon } from '../../../ui/channel-kind';
import { ChannelName } from '../../../ui/channel-name';
import { closeWords, lastWords } from '../client-words';
import styles from './detail.module.css';
import { EntryLines } from './entry-lines';
import lines from './lines.module.css';

const channelsShown = 50;
const latest = 6;

/** What is known of a client, the people's words first. */
export function Overview({
  detail,
  last,
  nowMs,
}: {
  detail: ConnectionDetail;
  last: LastEntries | null;
  nowMs: number;
}) {
  const say = useWords('clients');
  const { connection, siblings } = detail;
  const { channels } = connection;
  return (
    <div className={styles.columns}>
      <div className={styles.facts}>
        {connection.closed !== null && <CloseCard connection={connection} />}
        <dl>
          <Fact name={say('page')} isWire>
            {connection.page}
          </Fact>
          <Fact name={say('agent')} title={connection.userAgent}>
            {agentSaid(connection.agent)}
          </Fact>
          <Fact name={say('library')}>{said(connection.library)}</Fact>
          {connection.passed !== null && (
            <>
              <Fact name={say('behind')} isWire>
                {connection.passed.to}
              </Fact>
              <Fact name={say('added')}>{addedWords(connection.passed, say)}</Fact>
            </>
          )}
          <Fact name={say('address')} isWire>
            {connection.remoteAddress}
          </Fact>
          <Fact name={say('app')} isWire>
            {connection.app}
          </Fact>
          <Fact name={say('since')} title={formatIsoInstant(connection.openedAtMs)}>
            {formatClock(connection.openedAtMs)}
          </Fact>
          <Fact name={say('sent')}>
            {say('traffic', { count: connection.messagesUp, bytes: formatBytes(connection.bytesUp) })}
          </Fact>
          <Fact name={say('received')}>
            {say('traffic', { count: connection.messagesDown, bytes: formatBytes(connection.bytesDown) })}
          </Fact>
          <Fact name={say('lastMessage')}>{lastWords(connection, nowMs, say)}</Fact>
          {connection.unsentBytes > 0 && <Fact name={say('unsent')}>{formatBytes(connection.unsentBytes)}</Fact>}
        </dl>
      </div>
      <div className={styles.side}>
        {siblings.length > 0 && (
          <section className={styles.section}>
            <h3>{say('userSockets', { user: connection.user, count: siblings.length + 1 })}</h3>
            {siblings.map(({ id, socketId, label }) => (
              <AriaButton key={id} className={lines.link ?? ''} onPress={() => useClients.getState().select(id)}>
                {label !== '' && <span>{label}</span>}
                <code>{socketId}</code>
              </AriaButton>
            ))}
          </section>
        )}
        <section className={styles.section}>
          <h3>
            {say('channels')} <span>{formatCount(channels.length)}</span>
          </h3>
          {channels.slice(0, channelsShown).map((name) => (
            <div key={name} className={lines.line}>
              <ChannelKindIcon kind={kindOf(name)} />
              <ChannelName name={name} />
            </div>
          ))}
          {channels.length > channelsShown && (
            <p className={styles.dim}>{say('more', { count: channels.length - channelsShown })}</p>
          )}
          {channels.length === 0 && <p className={styles.dim}>{say('noChannels')}</p>}
        </section>
        <section className={styles.section}>
          <h3>
            {say('latest')} <span>{say('newestBelow')}</span>
          </h3>
          {last !== null && last.entries.length === 0 && <p className={styles.dim}>{say('noMessages')}</p>}
          <EntryLines entries={(last?.entries ?? []).slice(-latest)} />
        </section>
      </div>
    </div>
  );
}

/** What the way through the hub costs its frames. */
function addedWords({ added }: PassedThrough, say: Say<'clients'>): string {
  return added === null ? '' : say('addedMs', { mean: String(added.meanMs), most: String(added.mostMs) });
}

/** Why it closed: the code in words, its likely cause and what to do. */
function CloseCard({ connection }: { connection: ListedConnection }) {
  const say = useWords('clients');
  const { closed } = connection;
  if (closed === null) return null;
  const { words, cause, next } = closeWords(connection);
  const reason = closed.reason === words ? '' : closed.reason;
  return (
    <section className={styles.why}>
      <h3>
        {closed.code}
        {words !== '' && ` ${words}`}
      </h3>
      <p>{closed.code === 1006 ? say('lostBy') : closed.isOwn ? say('closedByHub') : say('closedByClient')}</p>
      {reason !== '' && (
        <p>
          {say('reason')} <q>{visibleText(said(reason))}</q>
        </p>
      )}
      {cause !== '' && <p>{cause}</p>}
      {next !== '' && <p>{next}</p>}
    </section>
  );
}

function Fact({
  name,
  title,
  isWire = false,
  children,
}: {
  name: string;
  title?: string;
  isWire?: boolean;
  children: ReactNode;
}) {
  const text = typeof children === 'string' ? visibleText(children) : children;
  if (text === '') return null;
  return (
    <>
      <dt>{name}</dt>
      <dd title={title ?? (typeof text === 'string' ? text : undefined)}>{isWire ? <code>{text}</code> : text}</dd>
    </>
  );
}

function kindOf(name: string): ChannelKind {
  return name.startsWith('presence-') ? 'presence' : name.startsWith('private-') ? 'private' : 'public';
}
