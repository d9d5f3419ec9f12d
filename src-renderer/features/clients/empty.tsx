import { useHubCall } from '../../engine/hooks';
import { useWords } from '../../languages/use-words';
import { type ClientGroup, useClients } from '../../state/clients';
import { Button } from '../../ui/button';
import styles from './clients.module.css';

/** Why there is nobody in the list, and the one way on. */
export function Empty({ group, find }: { group: ClientGroup; find: string }) {
  const say = useWords('clients');
  const hub = useHubCall('hub.state', 5_000);
  const { setFind, showGroup } = useClients();
  const listening = hub?.listeners.find(({ state }) => state === 'listening')?.url;
  const address = listening === undefined ? '' : new URL(listening).host;
  if (find !== '') {
    return (
      <div className={styles.empty}>
        <p>{say('nothingFound', { find })}</p>
        <Button look="line" size="small" onPress={() => setFind('')}>
          {say('clearFind')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.empty}>
      <p>
        {group === 'refused'
          ? say('nobodyRefused')
          : group === 'closed'
            ? say('nobodyClosed')
            : address === ''
              ? say('nobody')
              : say('nobodyAt', { address })}
      </p>
      {group === 'open' && (
        <Button look="line" size="small" onPress={() => showGroup('refused')}>
          {say('lookAtRefused')}
        </Button>
      )}
    </div>
  );
}
