import { CircleCheck, Copy, OctagonX, TriangleAlert } from 'lucide-react';
import type { ListenerState } from '../../../src-main/contract/hub';
import { addressOf } from '../../engine/hub-words';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { copyText } from '../../state/clipboard';
import { IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './toolbar.module.css';

const signs = { listening: CircleCheck, skipped: TriangleAlert, failed: OctagonX } as const;

/** Every address of the hub with what became of it. */
export function Listeners({ titleId, listeners }: { titleId: string; listeners: readonly ListenerState[] }) {
  const t = useWords('toolbar');
  return (
    <>
      <h2 id={titleId} className={styles.title}>
        {t('addresses')}
      </h2>
      <ul className={styles.listeners}>
        {listeners.map(({ url, state, problem }) => (
          <li key={url} data-state={state}>
            <Icon of={signs[state]} size={14} />
            <code>{addressOf(url)}</code>
            <span>{t(`listener.${state}`)}</span>
            {state === 'listening' && (
              <IconButton
                icon={Copy}
                label={t('copyAddress', { address: addressOf(url) })}
                onPress={() => copyText(addressOf(url), addressOf(url))}
              />
            )}
            {problem !== null && <p>{problemWords(problem)}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}
