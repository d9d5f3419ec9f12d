import type { EntryAction, EntryKind } from '../../contract/entry';
import { limits } from '../../contract/limits';
import { summaryOf } from '../store/summary';
import type { FrameReading, FrameRole } from './frame-reader';

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

/** No more of a payload is looked at for its line. */
const lookChars = 16_384;

/** The line of an entry: what its payload says, as with any other message; '' to let the body speak. */
export function frameSummary({ role, summary, payload }: FrameReading): string {
  const said =
    payload !== '' && role !== 'error' ? summaryOf('publish', Buffer.from(payload.slice(0, lookChars)), null) : summary;
  return said.replace(/\s+/g, ' ').slice(0, limits.summaryChars);
}
