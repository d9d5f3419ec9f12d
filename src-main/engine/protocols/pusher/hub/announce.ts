import type { Seq } from '../../../../contract/ids';
import type { HubContext } from '../../../hub/hub-context';
import type { AppChannels } from './app-channels';
import type { PusherChannel } from './channel';
import { internalFrame } from './frames';
import { sendToSubscribers } from './publish';
import type { Subscriber } from './subscriber';

/** Who came to a presence channel, or left it. */
export interface Move {
  readonly action: 'join' | 'leave';
  readonly user: string;
  /** JSON text of user_info, '' if none. */
  readonly info: string;
  /** By which connection of this hub; null if by another node of its team, which is `node`. */
  readonly who: Subscriber | null;
  readonly node?: string;
  readonly cause?: Seq;
}

/** member_added and member_removed: to everybody on the channel but the one it is about. */
export function announce(context: HubContext, app: AppChannels, channel: PusherChannel, move: Move): void {
  const { action, user, info, who, node, cause } = move;
  const event = action === 'join' ? 'member_added' : 'member_removed';
  const infoJson = info === '' ? '' : `,"user_info":${info}`;
  const frame = context.encodeText(
    internalFrame(event, channel.nameJson, `{"user_id":${JSON.stringify(user)}${infoJson}}`),
  );
  const moved = action === 'join' ? 'joined' : 'left';
  const seq = context.recorder.record({
    kind: 'presence',
    action,
    direction: 'down',
    protocol: 'pusher',
    app: app.settings.id,
    channel: channel.name.name,
    event: `pusher_internal:${event}`,
    ...(cause === undefined ? {} : { cause }),
    ...(who === null ? {} : { connection: who.connection.id }),
    body: frame.payload,
    detail: { user, ...(node === undefined ? {} : { node }) },
    summary: node === undefined ? `User ${user} ${moved}` : movedElsewhere(user, action),
  });
  sendToSubscribers(context, channel, { bytes: frame.bytes, seq }, who);
}

function movedElsewhere(user: string, action: Move['action']): string {
  return action === 'join'
    ? `User ${user} joined on another node of the team`
    : `User ${user} left another node of the team`;
}
