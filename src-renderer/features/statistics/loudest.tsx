import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import type { ListedConnection } from '../../../src-main/contract/connection';
import type { Loudest } from '../../../src-main/contract/statistics';
import { formatBytes } from '../../format/bytes';
import { formatCount } from '../../format/count';
import { useWords } from '../../languages/use-words';
import { ChannelName } from '../../ui/channel-name';
import { EventName } from '../../ui/event-name';
import styles from './loudest.module.css';
import { showInLive } from './show-in-live';

const rowsShown = 8;
/** Of the longest, px; the column has 8 at each side of it. */
const barWidth = 48;

interface LoudRow {
  readonly key: string;
  readonly name: ReactNode;
  readonly messages: number;
  readonly bytes: number;
  /** For the button's name. */
  readonly text: string;
  show(): void;
}

/** What makes most of the traffic. A click shows it in Live. */
export function LoudTables({
  loudest,
  connections,
}: {
  loudest: Loudest | null;
  connections: readonly ListedConnection[];
}) {
  const t = useWords('statistics');
  return (
    <div className={styles.tables}>
      <LoudTable
        title={t('loudestChannels')}
        first={t('channel')}
        rows={(loudest?.channels ?? []).map(({ app, name, messages, bytes }) => ({
          key: `${app} ${name}`,
          name: <ChannelName name={name} />,
          messages,
          bytes,
          text: name,
          show: () => showInLive('channel', name),
        }))}
      />
      <LoudTable
        title={t('loudestEvents')}
        first={t('event')}
        rows={(loudest?.events ?? []).map(({ app, name, messages, bytes }) => ({
          key: `${app} ${name}`,
          name: <EventName name={name} />,
          messages,
          bytes,
          text: name,
          show: () => showInLive('event', name),
        }))}
      />
      <LoudTable
        title={t('loudestClients')}
        note={t('sinceConnected')}
        first={t('client')}
        rows={connections.map((one) => ({
          key: String(one.id),
          name: clientName(one),
          messages: one.messagesUp + one.messagesDown,
          bytes: one.bytesUp + one.bytesDown,
          text: one.label || one.socketId,
          show: () => showInLive('client', one.socketId),
        }))}
      />
    </div>
  );
}

function clientName({ label, socketId, agent, library }: ListedConnection): string {
  const words = [label || socketId, label === '' ? agent.split(' ')[0] || library.split(',')[0] : ''];
  return words.filter((word) => word !== undefined && word !== '').join(' ');
}

function LoudTable({
  title,
  note,
  first,
  rows,
}: {
  title: string;
  note?: string;
  first: string;
  rows: readonly LoudRow[];
}) {
  const t = useWords('statistics');
  const most = Math.max(1, ...rows.map(({ messages }) => messages));
  return (
    <section aria-label={title}>
      <h3>
        {title}
        {note !== undefined && <small>{note}</small>}
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            <td className={styles.barColumn} />
            <th scope="col" className={styles.messages}>
              {t('messagesColumn')}
            </th>
            <th scope="col" className={styles.bytes}>
              {t('bytesColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, rowsShown).map(({ key, name, messages, bytes, text, show }) => (
            <tr key={key}>
              <th scope="row">
                <Button className={styles.name ?? ''} aria-label={t('show', { name: text })} onPress={show}>
                  {name}
                </Button>
              </th>
              <td aria-hidden="true">
                <i style={{ width: Math.max(2, Math.round((messages / most) * barWidth)) }} />
              </td>
              <td>{formatCount(messages)}</td>
              <td>{formatBytes(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
