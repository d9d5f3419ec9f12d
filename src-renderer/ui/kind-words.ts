import type { Row } from '../../src-main/contract/entry';

const byAction: Partial<Record<Row['action'], string>> = {
  unsubscribe: 'Unsubscribe',
  join: 'Join',
  leave: 'Leave',
  open: 'Connect',
  close: 'Close',
  slow: 'Slow',
  drained: 'Drained',
  cut: 'Cut',
  chatter: 'Protocol',
};

const byKind: Record<Row['kind'], string> = {
  publish: 'Publish',
  deliver: 'Out',
  client: 'In',
  subscribe: 'Subscribe',
  auth: 'Auth',
  presence: 'Presence',
  connection: 'Connection',
  ping: 'Heartbeat',
  http: 'HTTP',
  refused: 'Refused',
  error: 'Error',
  gap: 'Gap',
  note: 'Note',
};

/** The screen's word for an entry. A refused attempt is refused, whatever it attempted. */
export function kindWord({ kind, action }: Pick<Row, 'kind' | 'action'>): string {
  return kind === 'refused' ? byKind.refused : (byAction[action] ?? byKind[kind]);
}
