import { useEngineState, useHubCall } from '../../engine/hooks';
import { formatCount, formatRate } from '../../format/count';
import { Mark } from '../../ui/mark';
import { HubButton } from './hub-button';
import { PauseButton } from './pause-button';
import { Recording } from './recording';
import { Spark } from './spark';
import styles from './toolbar.module.css';

/** What the hub is doing now, and where apps reach it. */
export function Toolbar() {
  const state = useEngineState();
  const hub = useHubCall('hub.state', 1_000);
  const isUp = state === 'up' && hub !== null;
  return (
    <header className={styles.toolbar}>
      <h1 className={styles.brand} title="Hubbub">
        <Mark />
        <span className={styles.name}>Hubbub</span>
      </h1>
      <HubButton state={state} listeners={hub?.listeners ?? null} />
      {isUp && (
        <div className={styles.facts}>
          <span>
            <b>{formatCount(hub.connections)}</b> {hub.connections === 1 ? 'client' : 'clients'}
          </span>
          <span className={styles.rate}>
            <span className={styles.figure}>
              <b>{formatRate(hub.messagesPerSecond)}</b> msg/s
            </span>
            <Spark hub={hub} />
          </span>
        </div>
      )}
      <div className={styles.grow} />
      <PauseButton />
      <Recording isUp={state === 'up'} />
    </header>
  );
}
