import {
  ArrowLeftToLine,
  ArrowRightFromLine,
  ArrowRightToLine,
  Ban,
  CircleMinus,
  CirclePlus,
  Globe,
  HeartPulse,
  KeyRound,
  type LucideIcon,
  OctagonX,
  Plug,
  StickyNote,
  UnfoldVertical,
  Unplug,
  UserMinus,
  UserPlus,
} from 'lucide-react';
import type { Row } from '../../src-main/contract/entry';
import { Icon } from './icon';
import styles from './kind-icon.module.css';

const byKind: Record<Row['kind'], LucideIcon> = {
  publish: ArrowRightToLine,
  deliver: ArrowRightFromLine,
  client: ArrowLeftToLine,
  subscribe: CirclePlus,
  auth: KeyRound,
  presence: UserPlus,
  connection: Plug,
  ping: HeartPulse,
  http: Globe,
  refused: Ban,
  error: OctagonX,
  gap: UnfoldVertical,
  note: StickyNote,
};

const byAction: Partial<Record<Row['action'], LucideIcon>> = {
  unsubscribe: CircleMinus,
  leave: UserMinus,
  close: Unplug,
  cut: Unplug,
};

/** The drawing and colour of an entry's kind; stands beside its word. */
export function KindIcon({ kind, action }: Pick<Row, 'kind' | 'action'>) {
  const drawing = kind === 'refused' ? byKind.refused : (byAction[action] ?? byKind[kind]);
  return <Icon of={drawing} size={14} className={styles[kind]} />;
}
