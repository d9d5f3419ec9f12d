import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { EntryInput } from '../../../capture/recorder';
import { type PackedValue, pack } from '../../../formats/message-pack';
import type { HubConnection } from '../../../hub/connection';
import type { HubContext } from '../../../hub/hub-context';
import { actions } from '../actions';
import type { AblyChannel } from './ably-channel';
import type { AblyApp } from './app-state';
import { type AblyFault, errorOf } from './fault';
import { protocol } from './names';
import type { Grant } from './token';

/** One connection as Ably sees it. It outlives its socket for a while, so that it can be gone on with. */
export interface AblyPeer {
  connection: HubConnection;
  readonly app: AblyApp;
  /** Id others see. */
  readonly connectionId: string;
  /** What it proves itself with when it comes back, or has a REST request publish for it. */
  connectionKey: string;
  grant: Grant;
  /** MessagePack instead of JSON. */
  isPacked: boolean;
  /** Server-sent events: it only listens, and each message is an event. */
  readonly isStream?: true;
  /** Whether it gets its own messages. */
  isEchoed: boolean;
  /** Whether messages of the protocol keep it alive; else pings of the socket do. */
  wantsHeartbeats: boolean;
  library: string;
  readonly channels: Set<AblyChannel>;
  /** When it was last pinged without having been heard since; null if it was not. */
  pingedAtMs: number | null;
  saidAtMs: number;
  /** When its socket went; null while it has one. */
  goneAtMs: number | null;
  isAskedForToken: boolean;
}

/** What every entry about a peer carries. */
export const about = ({ app, connection }: AblyPeer) =>
  ({ protocol, app: app.settings.id, connection: connection.id }) as const;

/** A frame as the peer reads frames. */
export function encode(context: HubContext, isPacked: boolean, frame: PackedValue) {
  return isPacked ? context.encodeMessage(pack(frame), true) : context.encodeText(JSON.stringify(frame));
}

/** Sends and records something the protocol itself says to one peer. */
export function say(
  context: HubContext,
  peer: AblyPeer,
  frame: { readonly [name: string]: PackedValue | undefined },
  entry: Pick<EntryInput, 'event' | 'channel' | 'cause' | 'summary' | 'detail'> & { readonly isHeartbeat?: true },
): Seq {
  const { isHeartbeat, ...more } = entry;
  const { bytes, payload } = encode(context, peer.isPacked, frame);
  const seq = context.recorder.record({
    ...about(peer),
    kind: 'ping',
    action: isHeartbeat === true ? 'heartbeat' : 'chatter',
    direction: 'down',
    body: payload,
    ...more,
  });
  peer.connection.send({ bytes, seq, ...(isHeartbeat === true ? { isHeartbeat } : {}) });
  return seq;
}

/** Tells a peer why its connection ends. `mayReturn`: it is to come back by itself. */
export function dismiss(context: HubContext, peer: AblyPeer, fault: AblyFault, mayReturn: boolean): void {
  if (!peer.connection.isOpen) return;
  if (peer.isStream === true) {
    const body = Buffer.from(`event: error\ndata: ${JSON.stringify(errorOf(fault))}\n\n`);
    const summary = fault.reason.slice(0, limits.summaryChars);
    const entry = { ...about(peer), kind: 'ping', action: 'chatter', direction: 'down', event: 'error' } as const;
    peer.connection.send({ bytes: body, seq: context.recorder.record({ ...entry, body, summary }) });
    peer.connection.close(0, fault.reason.slice(0, 100));
    return;
  }
  const action = mayReturn ? actions.disconnected : actions.error;
  const event = mayReturn ? 'disconnected' : 'error';
  say(context, peer, { action, error: errorOf(fault) }, { event, summary: fault.reason.slice(0, limits.summaryChars) });
  peer.connection.close(1000, fault.reason.slice(0, 100));
}
