import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Trust } from '../../../src-main/contract/tls';
import { useHubCall } from '../../engine/hooks';
import { useWords } from '../../languages/use-words';
import { showView } from '../../state/views';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './welcome.module.css';

/** Whether wss works too, before it is tried: it does everywhere, but only who trusts the certificate takes it. */
export function SecureLine({ host }: { host: string }) {
  const t = useWords('welcome');
  const tls = useHubCall('tls.state', 5_000);
  const used = tls?.certificates.at(-1);
  if (used === undefined) return null;
  const isTrusted = used.system === 'yes' && used.browsers !== 'no';
  return (
    <div className={styles.secure} data-tone={isTrusted ? 'ok' : 'warn'}>
      <Icon of={isTrusted ? CircleCheck : TriangleAlert} size={14} />
      <code>{`wss://${host}`}</code>
      <span>{t(`secure.${wordOf(used.system, used.browsers)}`)}</span>
      <Button size="small" look={isTrusted ? 'quiet' : 'line'} onPress={() => showView('settings')}>
        {t('secure.how')}
      </Button>
    </div>
  );
}

function wordOf(system: Trust, browsers: Trust): 'trusted' | 'systemOnly' | 'browsersOnly' | 'untrusted' | 'unknown' {
  if (system === 'yes') return browsers === 'no' ? 'systemOnly' : 'trusted';
  if (browsers === 'yes') return 'browsersOnly';
  return system === 'unknown' ? 'unknown' : 'untrusted';
}
