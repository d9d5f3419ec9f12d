import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useHubCall } from '../../engine/hooks';
import { formatElapsed } from '../../format/duration';
import { agentSaid } from '../../languages/agent';
import { useWords } from '../../languages/use-words';
import { showView } from '../../state/views';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './welcome.module.css';

/** Waits for the first client, and says who came. */
export function Waiting({ connections }: { connections: number }) {
  const t = useWords('welcome');
  const clients = useHubCall('hub.connections', 1_000) ?? [];
  const [sinceMs] = useState(() => Date.now());
  const [now, setNow] = useState(sinceMs);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const [first] = clients;
  if (connections === 0 || first === undefined) {
    return (
      <div className={styles.waiting}>
        <i className={styles.ring} />
        <span aria-live="polite">{t('waiting')}</span>
        <span className={styles.since}>{formatElapsed(now - sinceMs)}</span>
      </div>
    );
  }
  return (
    <div className={styles.waiting}>
      <Icon of={CircleCheck} className={styles.came} />
      <span aria-live="polite">
        {t('came', { agent: agentSaid(first.agent) || first.socketId, count: connections })}
      </span>
      <Button look="line" size="small" onPress={() => showView('live')}>
        {t('openLive')}
      </Button>
    </div>
  );
}
