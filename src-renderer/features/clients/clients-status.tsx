import { Rich } from '../../languages/rich';
import { useWords } from '../../languages/use-words';
import { StatusSentence } from '../../state/status-slot';

/** "3 connected · 1 of 16 selected", in the status bar. */
export function ClientsStatus({
  connected,
  all,
  listed,
  isSelected,
}: {
  connected: number;
  /** In the chosen group. */
  all: number;
  /** Of those, what the search leaves. */
  listed: number;
  isSelected: boolean;
}) {
  const say = useWords('clients');
  return (
    <StatusSentence>
      <span>
        <Rich text={say.template('status.connected')} values={{ n: connected }} />
      </span>
      {listed < all && <span>{say('status.found', { n: listed, all })}</span>}
      {isSelected && <span>{say('status.selected', { n: listed })}</span>}
    </StatusSentence>
  );
}
