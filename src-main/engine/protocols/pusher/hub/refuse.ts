import type { EntryAction, EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { HubContext } from '../../../hub/hub-context';
import { channelNameFault } from '../channel-name';
import type { AppChannels } from './app-channels';
import type { Peer } from './peer';
import { shorten } from './shorten';

/** Why an attempt was turned away, for the sender and for the timeline. */
export interface Refusal {
  /** Protocol error code, close code or HTTP status; null where the protocol sends null. */
  readonly code: number | null;
  /** Which check failed, in one or two words: key, signature, timestamp, … */
  readonly check: string;
  /** What the sender is told: a plain sentence. */
  readonly reason: string;
  /** Likely cause and next step, for the person at the timeline. */
  readonly hint: string;
  readonly stringToSign?: string;
  /** What was sent in place of the right thing. */
  readonly received?: string;
  /** What would have passed, if that can be said in a few words. Never a signature. */
  readonly expected?: string;
  /** What an app would be called that was made from this attempt. */
  readonly adopt?: EntryDetail;
}

const reasonChars = 1_000;
const receivedChars = 500;

/** The refusal as an entry's detail. */
export function refusalDetail(refusal: Refusal): EntryDetail {
  const { check, reason, hint, stringToSign, received, expected, adopt } = refusal;
  return {
    reason: shorten(reason, reasonChars),
    hint,
    check,
    ...(stringToSign === undefined ? {} : { stringToSign }),
    ...(received === undefined ? {} : { received: shorten(received, receivedChars) }),
    ...(expected === undefined ? {} : { expected }),
    ...(adopt === undefined ? {} : { adopt }),
  };
}

/** Records what a connected peer may not do, and tells it so; it stays connected. */
export function refuseMessage(
  peer: Peer,
  action: EntryAction,
  refusal: Refusal,
  about: { channel?: string; event: string; body: Buffer },
): void {
  const seq = peer.context.recorder.record({
    kind: 'refused',
    action,
    direction: 'up',
    protocol: 'pusher',
    app: peer.appId,
    connection: peer.connection.id,
    code: refusal.code ?? undefined,
    detail: refusalDetail(refusal),
    summary: shorten(`Refused: ${refusal.reason}`, limits.summaryChars),
    ...about,
  });
  if (about.channel !== undefined) {
    countRefusal(peer.app, about.channel, action, refusal.code);
  }
  peer.sayError(refusal.code, shorten(refusal.reason, reasonChars), seq, about.channel);
}

/** Records a peer that was refused before it was a connection. */
export function recordRefusedOpen(context: HubContext, app: string, refusal: Refusal, peer: EntryDetail): Seq {
  return context.recorder.record({
    kind: 'refused',
    action: 'open',
    direction: 'up',
    protocol: 'pusher',
    app,
    code: refusal.code ?? undefined,
    detail: { ...refusalDetail(refusal), ...peer },
    summary: shorten(`Refused: ${refusal.reason}`, limits.summaryChars),
  });
}

/** A channel that somebody was refused is worth a line in the list of channels, if it could be one. */
export function countRefusal(app: AppChannels, name: string, action: EntryAction, code: number | null): void {
  const { channelNameChars } = app.settings.limits;
  const isOwnFault = action === 'subscribe' || action === 'publish';
  const channel =
    isOwnFault && channelNameFault(name, channelNameChars) === null ? app.channels.use(name) : app.channels.find(name);
  channel?.refused(code);
}
