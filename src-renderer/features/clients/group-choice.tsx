import { formatShortCount } from '../../format/count';
import { useWords } from '../../languages/use-words';
import type { ClientGroup } from '../../state/clients';
import { Choice } from '../../ui/choice';

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
  const options = groups.map((id) => {
    const count = counts[id];
    return { id, text: count === null ? say(`group_${id}`) : `${say(`group_${id}`)} ${formatShortCount(count)}` };
  });
  return (
    <Choice label={say('groups')} value={group} options={options} onChange={(id) => onChoose(id as ClientGroup)} />
  );
}
