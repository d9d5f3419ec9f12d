import type { ReactNode } from 'react';
import type { ListedConnection } from '../../../src-main/contract/connection';
import { formatCount } from '../../format/count';
import { formatDuration } from '../../format/duration';
import { formatIsoInstant } from '../../format/instant';
import { visibleText } from '../../format/visible-text';
import { agentSaid } from '../../languages/agent';
import { listed } from '../../languages/joined';
import type { Say } from '../../languages/words';
import { lastWords, livedMs, pageWords, stateWords } from './client-words';
import styles from './clients.module.css';
import type { Column, ColumnName } from './columns';
import { StateSign } from './state-sign';

interface Cell {
  readonly content: ReactNode;
  readonly title?: string;
}

function cellOf(name: ColumnName, one: ListedConnection, nowMs: number, say: Say<'clients'>): Cell {
  switch (name) {
    case 'client':
      return {
        title: listed([one.label, stateWords(one, say)]),
        content: <ClientCell one={one} say={say} />,
      };
    case 'user':
      return {
        content: one.user === '' ? <Nothing /> : visibleText(one.user),
        title: one.user === '' ? say('noUser') : say('userSockets', { user: one.user, count: one.userSockets }),
      };
    case 'socketId':
      return { content: <code>{one.socketId}</code>, title: one.socketId };
    case 'agent':
      return {
        content: agentSaid(one.agent) || one.library || <Nothing />,
        title: [one.userAgent, one.library].filter(Boolean).join('\n'),
      };
    case 'page':
      return { content: pageWords(one.page) || <Nothing />, title: one.page };
    case 'address':
      return { content: one.remoteAddress, title: one.remoteAddress };
    case 'lived':
      return { content: formatDuration(livedMs(one, nowMs)), title: formatIsoInstant(one.openedAtMs) };
    case 'channels':
      return { content: formatCount(one.channels.length), title: one.channels.slice(0, 20).join('\n') };
    case 'lastMessage':
      return { content: lastWords(one, nowMs, say) };
  }
}

function Nothing() {
  return <span className={styles.none}>–</span>;
}

function ClientCell({ one, say }: { one: ListedConnection; say: Say<'clients'> }) {
  const words = one.state === 'open' && one.label === '' ? say('noLabel') : one.label;
  const isOpen = one.state === 'open';
  return (
    <span className={styles.client}>
      <StateSign state={one.state} />
      {words !== '' && <span className={one.label === '' ? styles.none : styles.label}>{words}</span>}
      {isOpen ? (
        <span className={styles.silent}>{say('open')}</span>
      ) : (
        <span className={styles.state} data-state={one.state}>
          {stateWords(one, say)}
        </span>
      )}
    </span>
  );
}

/** One connection as a row of the grid. */
export function ClientRow({
  one,
  columns,
  nowMs,
  say,
}: {
  one: ListedConnection;
  columns: readonly Column[];
  nowMs: number;
  say: Say<'clients'>;
}) {
  return columns.map(({ name, isNumber }) => {
    const { content, title } = cellOf(name, one, nowMs, say);
    return (
      <span role="gridcell" key={name} className={isNumber ? styles.number : styles.cell} title={title}>
        {content}
      </span>
    );
  });
}
