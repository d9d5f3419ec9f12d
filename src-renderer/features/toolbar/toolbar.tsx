import type { ReactNode } from 'react';
import { useEngineState, useHubCall } from '../../engine/hooks';
import { formatRate } from '../../format/count';
import { Rich } from '../../languages/rich';
import { useWords } from '../../languages/use-words';
import { Mark } from '../../ui/mark';
import { HubButton } from './hub-button';
import { PauseButton } from './pause-button';
import { SearchButton } from './search-button';
import { Spark } from './spark';
import styles from './toolbar.module.css';
import { WorkspaceButton } from './workspace-button';

/** What the hub is doing now, and where apps reach it. `children`: what else has to be in sight in every view. */
export function Toolbar({ children }: { children: ReactNode }) {
  const t = useWords('toolbar');
  const state = useEngineState();
  const hub = useHubCall('hub.state', 1_000);
  const isUp = state === 'up' && hub !== null;
  return (
    <header className={styles.toolbar}>
      <h1 className={styles.brand} title="Hubbub">
        <Mark />
        <span className={styles.name}>Hubbub</span>
      </h1>
      <WorkspaceButton />
      <i className={styles.divider} />
      <HubButton state={state} hub={hub} />
      {isUp && (
        <div className={styles.facts}>
          <span>
            {hub.connections === 0 ? (
              t('noClients')
            ) : (
              <Rich text={t.template('clients', hub.connections)} values={{ count: hub.connections }} />
            )}
          </span>
          <span className={styles.rate}>
            <span className={styles.figure}>
              <Rich text={t.template('rate')} values={{ rate: formatRate(hub.messagesPerSecond) }} />
            </span>
            <Spark hub={hub} />
          </span>
        </div>
      )}
      <div className={styles.grow} />
      {children}
      <PauseButton />
      <SearchButton />
    </header>
  );
}
