import type { EntryAction, EntryKind } from '../../contract/entry';
import type { FrameRole } from './frame-reader';

/** What a message of a dialled WebSocket is as an entry. `isUp`: we sent it. */
export function kindOf(role: FrameRole, isUp: boolean): readonly [EntryKind, EntryAction] {
  switch (role) {
    case 'subscribe':
    case 'unsubscribe':
      return isUp ? ['subscribe', role] : ['ping', 'chatter'];
    case 'heartbeat':
    case 'chatter':
      return ['ping', role];
    case 'error':
      return ['error', 'none'];
    default:
      return [isUp ? 'client' : 'deliver', 'none'];
  }
}
