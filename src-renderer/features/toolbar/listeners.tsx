import { CircleCheck, Copy, OctagonX, TriangleAlert } from 'lucide-react';
import { Heading } from 'react-aria-components';
import type { ListenerState } from '../../../src-main/contract/hub';
import { useNotices } from '../../state/notices';
import { IconButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { addressOf } from './hub-words';
import styles from './toolbar.module.css';

const signs = { listening: CircleCheck, skipped: TriangleAlert, failed: OctagonX } as const;
const words = { listening: 'listening', skipped: 'skipped', failed: 'not bound' } as const;

/** Every address of the hub with what became of it. */
export function Listeners({ listeners }: { listeners: readonly ListenerState[] }) {
  const say = useNotices(({ say }) => say);
  const copy = (address: string) =>
    navigator.clipboard.writeText(address).then(
      () => say(`Copied ${address}`),
      () => say('The clipboard is not to be had here.'),
    );
  return (
    <>
      <Heading slot="title" className={styles.title ?? ''}>
        Addresses of the hub
      </Heading>
      <ul className={styles.listeners}>
        {listeners.map(({ url, state, problem }) => (
          <li key={url} data-state={state}>
            <Icon of={signs[state]} size={14} />
            <code>{addressOf(url)}</code>
            <span>{words[state]}</span>
            {state === 'listening' && (
              <IconButton icon={Copy} label={`Copy ${addressOf(url)}`} onPress={() => copy(addressOf(url))} />
            )}
            {problem !== null && (
              <p>
                {problem.message} {problem.hint}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
