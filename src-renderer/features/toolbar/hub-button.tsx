import { ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components';
import type { HubState } from '../../../src-main/contract/hub';
import type { EngineState } from '../../engine/engine-client';
import { hubWords } from '../../engine/hub-words';
import { useWords } from '../../languages/use-words';
import { useEngineFailure } from '../../state/engine-failure';
import { Icon } from '../../ui/icon';
import { Listeners } from './listeners';
import { Team } from './team';
import styles from './toolbar.module.css';

/** State and address of the hub; opens the list of all its addresses. */
export function HubButton({ state, hub }: { state: EngineState; hub: HubState | null }) {
  const listeners = hub?.listeners ?? null;
  const t = useWords('toolbar');
  const hasFailed = useEngineFailure(({ problem }) => problem !== null);
  const titleId = useId();
  const { tone, host, ports, word } = hubWords(state, listeners, hasFailed);
  return (
    <DialogTrigger>
      <div role="status" className={styles.status}>
        <AriaButton className={styles.hub ?? ''} data-tone={tone} isDisabled={state !== 'up' || listeners === null}>
          <i className={styles.dot} />
          <b>{t('hub')}</b>
          {ports !== '' && (
            <code>
              <span className={styles.host}>{host}</span>
              {ports}
            </code>
          )}
          <span className={styles.word}>{t(`state.${word}`)}</span>
          {state === 'up' && listeners !== null && <Icon of={ChevronDown} size={14} className={styles.more} />}
        </AriaButton>
      </div>
      <Popover className={styles.popover ?? ''} aria-labelledby={titleId} placement="bottom start" offset={6}>
        <Listeners titleId={titleId} listeners={listeners ?? []} />
        {hub?.team != null && <Team team={hub.team} />}
      </Popover>
    </DialogTrigger>
  );
}
