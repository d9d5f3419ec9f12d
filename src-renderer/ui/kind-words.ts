import type { Row } from '../../src-main/contract/entry';
import type en from '../languages/en.json';
import { wordsOf } from '../languages/words';

type Told = keyof typeof en.kinds.action;
const told = {
  unsubscribe: true,
  join: true,
  leave: true,
  open: true,
  close: true,
  slow: true,
  drained: true,
  cut: true,
  chatter: true,
} as const satisfies Readonly<Record<Told, true>>;

/** The screen's word for an entry. A refused attempt is refused, whatever it attempted. */
export function kindWord({ kind, action }: Pick<Row, 'kind' | 'action'>): string {
  const t = wordsOf('kinds');
  return kind !== 'refused' && action in told ? t(`action.${action as Told}`) : t(`kind.${kind}`);
}
