import { Globe } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useHubCall } from '../../engine/hooks';
import { formatElapsed } from '../../format/duration';
import { useWords } from '../../languages/use-words';
import { showView } from '../../state/views';
import { Icon } from '../../ui/icon';
import { QuietButton } from './quiet-button';
import styles from './status-bar.module.css';

/** While the hub is open to the network: for how much longer. Nothing otherwise. */
export function NetworkOpen() {
  const t = useWords('status');
  const reach = useHubCall('reach.state', 5_000);
  const leftMs = useCountdown(reach?.network.leftMs ?? null, reach);
  if (leftMs === null) return null;
  return (
    <span className={styles.open}>
      <QuietButton label={t('networkOpenFor', { left: formatElapsed(leftMs) })} onPress={() => showView('settings')}>
        <Icon of={Globe} size={14} />
        {t('networkOpen')} {formatElapsed(leftMs)}
      </QuietButton>
    </span>
  );
}

/** Runs down by itself between two answers. `answer` is another one whenever the engine answered. */
function useCountdown(leftMs: number | null, answer: unknown): number | null {
  const [now, setNow] = useState({ leftMs, atMs: performance.now(), answer });
  if (now.answer !== answer) setNow({ leftMs, atMs: performance.now(), answer });
  const [, tick] = useState(0);
  useEffect(() => {
    if (leftMs === null) return;
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [leftMs]);
  return now.leftMs === null ? null : Math.max(0, now.leftMs - (performance.now() - now.atMs));
}
