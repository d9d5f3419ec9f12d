import { Copy } from 'lucide-react';
import type { HubState } from '../../../src-main/contract/hub';
import { hubAddresses } from '../../engine/hub-address';
import { formatCountOf } from '../../format/count';
import { copyText } from '../../state/clipboard';
import { Button } from '../../ui/button';
import styles from './channels.module.css';
import { laravelEnv } from './env-lines';

/** What there is instead of channels, and the one way on. */
export function NothingYet({ hub, find, onClear }: { hub: HubState | null; find: string; onClear: () => void }) {
  if (find.trim() !== '') {
    return (
      <div className={styles.empty}>
        <p>
          No channel has <code>{find.trim()}</code> in its name.
        </p>
        <Button look="line" size="small" onPress={onClear}>
          Show all channels
        </Button>
      </div>
    );
  }
  if (hub === null) return null;
  const [address] = hubAddresses(hub.listeners);
  const [app] = hub.apps;
  if (address === undefined || app === undefined) {
    return <p className={styles.empty}>The hub listens nowhere. The line below the list says why.</p>;
  }
  if (hub.connections > 0) {
    const one = hub.connections === 1;
    return (
      <p className={styles.empty}>
        {formatCountOf(hub.connections, 'client')} {one ? 'is' : 'are'} connected and subscribed to nothing yet.
      </p>
    );
  }
  return (
    <div className={styles.empty}>
      <p>
        Nothing is connected yet. The hub is ready on <code>{address.host}</code>.
      </p>
      <Button
        look="line"
        size="small"
        icon={Copy}
        onPress={() => copyText(laravelEnv(address, app), 'the .env lines for Laravel')}
      >
        Copy .env for Laravel
      </Button>
    </div>
  );
}
