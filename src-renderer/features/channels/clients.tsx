import { TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { clientsOfFilter } from '../../../src-main/contract/filter-edit';
import type { ConnectionSummary } from '../../../src-main/contract/hub';
import { browserName } from '../../format/browser-name';
import { formatBytes } from '../../format/bytes';
import { formatCount } from '../../format/count';
import { formatClock } from '../../format/instant';
import { listed } from '../../languages/joined';
import { wordsOf } from '../../languages/words';
import { showOnlyClient, useTimeline } from '../../state/timeline';
import { Icon } from '../../ui/icon';
import type { MenuPoint } from '../../ui/menu';
import styles from './channels.module.css';
import { ClientMenu } from './item-menu';
import { RowList, type RowOfList } from './row-list';

const t = wordsOf('channels');

function words({ socketId, user, origin, userAgent, remoteAddress, openedAtMs, channels, ...rest }: ConnectionSummary) {
  const slow = rest.state === 'slow' ? t('slowWaiting', { bytes: formatBytes(rest.unsentBytes) }) : '';
  return listed([
    socketId,
    user === '' ? '' : t('user', { user }),
    slow,
    browserName(userAgent),
    origin,
    remoteAddress,
    t('since', { clock: formatClock(openedAtMs) }),
    t('channelCount', { count: channels.length }),
  ]);
}

/** Who is connected. A click narrows the timeline to what concerns one client. */
export function Clients({
  connections,
  onPicked,
}: {
  connections: readonly ConnectionSummary[];
  onPicked?: (() => void) | undefined;
}) {
  const filter = useTimeline(({ filter }) => filter);
  const [menu, setMenu] = useState<{ readonly client: string; readonly point: MenuPoint } | null>(null);
  const shown = useMemo(() => clientsOfFilter(filter), [filter]);
  const ids = useMemo(() => connections.map(({ id }) => String(id)), [connections]);
  const row = (index: number): RowOfList => {
    const connection = connections[index] as ConnectionSummary;
    const { socketId, user, userAgent, state } = connection;
    return {
      attributes: {
        'data-kind': 'client',
        'aria-selected': shown.includes(socketId),
        'aria-label': words(connection),
        title: words(connection),
      },
      content: (
        <>
          {state === 'slow' ? (
            <Icon of={TriangleAlert} size={14} className={styles.warn} />
          ) : (
            <i className={styles.dot} />
          )}
          <span className={styles.name}>
            <code>{socketId}</code>
          </span>
          <span className={state === 'slow' ? styles.slow : styles.rate}>
            {state === 'slow' ? t('slow') : user === '' ? browserName(userAgent) : t('user', { user })}
          </span>
        </>
      ),
    };
  };
  return (
    <section className={styles.clients} aria-label={t('clients')}>
      <div className={styles.head}>
        <h2>{t('clients')}</h2>
        <span className={styles.info}>{formatCount(connections.length)}</span>
      </div>
      {connections.length === 0 ? (
        <p className={styles.empty}>{t('noClient')}</p>
      ) : (
        <div className={styles.clientRows} style={{ height: Math.min(connections.length, 6) * 24 }}>
          <RowList
            role="listbox"
            label={t('clients')}
            ids={ids}
            row={row}
            onMenu={(index, point) => {
              const connection = connections[index];
              if (connection !== undefined) setMenu({ client: connection.socketId, point });
            }}
            onPick={(index) => {
              const connection = connections[index];
              if (connection !== undefined) showOnlyClient(connection.socketId);
              onPicked?.();
            }}
          />
        </div>
      )}
      {menu !== null && <ClientMenu {...menu} onClose={() => setMenu(null)} onPicked={onPicked} />}
    </section>
  );
}
