import { Check, CircleQuestionMark, Hourglass, Minus, Unplug } from 'lucide-react';
import type { Recipient } from '../../../../src-main/contract/receipt';
import { browserName } from '../../../format/browser-name';
import { listed } from '../../../languages/joined';
import { wordsOf } from '../../../languages/words';
import { Icon } from '../../../ui/icon';
import styles from './delivery.module.css';
import { stateWords } from './delivery-items';

const t = wordsOf('inspector');

const signs = {
  written: Check,
  buffered: Hourglass,
  cut: Unplug,
  excluded: Minus,
  unknown: CircleQuestionMark,
} as const;

/** One connection of a receipt, and what became of the message for it. */
export function RecipientLine({ recipient }: { recipient: Recipient }) {
  const { socketId, user, agent, state } = recipient;
  const words = listed([browserName(agent), user === '' ? '' : t('user', { user })]);
  return (
    <div className={styles.line} data-state={state} title={agent}>
      <Icon of={signs[state]} size={14} />
      <span className={styles.what}>
        <code>{socketId}</code> <span>{words}</span>
      </span>
      <span className={styles.aside}>{stateWords(state)}</span>
    </div>
  );
}
