import { Copy } from 'lucide-react';
import type { HubState } from '../../../src-main/contract/hub';
import { hubAddresses } from '../../engine/hub-address';
import { Rich } from '../../languages/rich';
import { wordsOf } from '../../languages/words';
import { copyText } from '../../state/clipboard';
import { Button } from '../../ui/button';
import styles from './channels.module.css';
import { laravelEnv } from './env-lines';

const t = wordsOf('channels');

/** What there is instead of channels, and the one way on. */
export function NothingYet({ hub, find, onClear }: { hub: HubState | null; find: string; onClear: () => void }) {
  if (find.trim() !== '') {
    return (
      <div className={styles.empty}>
        <p>
          <Rich text={t.template('notFound')} values={{ find: find.trim() }} />
        </p>
        <Button look="line" size="small" onPress={onClear}>
          {t('showAll')}
        </Button>
      </div>
    );
  }
  if (hub === null) return null;
  const [address] = hubAddresses(hub.listeners);
  const [app] = hub.apps;
  if (address === undefined || app === undefined) {
    return <p className={styles.empty}>{t('listensNowhere')}</p>;
  }
  if (hub.connections > 0) {
    return <p className={styles.empty}>{t('subscribedToNothing', { count: hub.connections })}</p>;
  }
  return (
    <div className={styles.empty}>
      <p>
        <Rich text={t.template('ready')} values={{ address: address.host }} />
      </p>
      <Button look="line" size="small" icon={Copy} onPress={() => copyText(laravelEnv(address, app), t('envLines'))}>
        {t('copyEnv')}
      </Button>
    </div>
  );
}
