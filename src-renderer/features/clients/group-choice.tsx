import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { formatShortCount } from '../../format/count';
import { useWords } from '../../languages/use-words';
import type { ClientGroup } from '../../state/clients';
import styles from './clients.module.css';

const groups: readonly ClientGroup[] = ['all', 'open', 'closed', 'refused'];

/** Which of them are shown, each with how many there are. */
export function GroupChoice({
  group,
  counts,
  onChoose,
}: {
  group: ClientGroup;
  counts: Readonly<Record<ClientGroup, number | null>>;
  onChoose: (group: ClientGroup) => void;
}) {
  const say = useWords('clients');
  return (
    <ToggleButtonGroup
      className={styles.segments ?? ''}
      aria-label={say('groups')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[group]}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined) onChoose(key as ClientGroup);
      }}
    >
      {groups.map((one) => (
        <ToggleButton id={one} key={one} className={styles.segment ?? ''} data-tone={one}>
          {say(`group_${one}`)}
          {counts[one] !== null && <span> {formatShortCount(counts[one])}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
