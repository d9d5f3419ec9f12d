import type { EntryDetail } from '../../../../contract/entry';
import type { ConnectionId, Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { OutgoingFrame } from '../../../hub/frame';
import type { HubContext } from '../../../hub/hub-context';
import type { SharedMessage } from '../../protocol-module';
import { uncheckedWords } from './adoption';
import type { AppState, PusherScope } from './app-state';
import type { PusherChannel } from './channel';
import { Elsewhere } from './elsewhere';
import { eventFrame } from './frames';
import { publishNote } from './publish-note';
import { shorten } from './shorten';
import type { Subscriber } from './subscriber';

/** An event as a server asked for it, checked. */
export interface Publication {
  readonly event: string;
  /** Without repetition. */
  readonly channels: readonly string[];
  /** Text of the event's data; subscribers get this very string. */
  readonly data: string;
  /** Connection to leave out, as sent; '' if none was named. */
  readonly socketId: string;
  /** The bytes that asked for it. */
  readonly body: Uint8Array;
  /** Where it came from. */
  readonly detail: EntryDetail;
  /** The node of the team that published it; absent if this one does. */
  readonly node?: string;
}

export interface Published {
  readonly seq: Seq;
  readonly matched: number;
  readonly excluded: number;
}

/** Records a publish, and sends it to everybody subscribed. One frame is built per channel, whoever gets it. */
export function publish(scope: PusherScope, app: AppState, publication: Publication): Published {
  const { recorder, clock, traffic } = scope.context;
  const { event, socketId } = publication;
  const excludedPeer = socketId === '' ? null : (app.peers.get(socketId) ?? null);
  const nowMs = clock.nowMs();
  const channels = publication.channels.map((name) => app.channels.use(name));
  const channel = channels.length === 1 ? (publication.channels[0] as string) : publication.channels.join(', ');
  let matched = 0;
  let excluded = 0;
  let isPlain = true;
  const elsewhere = new Elsewhere(scope.context, app.settings.id, socketId);
  for (const channel of channels) {
    channel.rate.add(1, nowMs);
    app.log?.apiMessage(channel.name.name, event, publication.data);
    matched += channel.subscribers.size;
    excluded += isExcludedFrom(channel, excludedPeer) ? 1 : 0;
    isPlain &&= channel.name.isPlain;
    elsewhere.look(channel.name.name);
  }
  matched += elsewhere.matched;
  excluded += elsewhere.excluded === null ? 0 : 1;
  const isShared = publication.node === undefined && (app.team?.others ?? 0) > 0;
  const about = isPlain ? '' : publishNote(channels, publication.data);
  const note = isShared ? `${about} ${sharedNote(channels)}`.trim() : about;
  const seq = recorder.record({
    kind: 'publish',
    direction: 'up',
    protocol: 'pusher',
    app: app.settings.id,
    channel,
    event,
    matched,
    excluded: excluded > 0 ? (elsewhere.excluded ?? excludedPeer?.connection.id) : undefined,
    body: publication.body,
    detail: detailOf(publication, channel, excludedPeer !== null || elsewhere.excluded !== null, note, elsewhere),
    ...(publication.detail.signature === undefined
      ? {}
      : { summary: shorten(`${uncheckedWords}. ${publication.data}`, limits.summaryChars) }),
  });
  if (!isPlain) {
    const last = { event, data: publication.data, publish: seq, atMs: nowMs };
    for (const channel of channels) {
      if (channel.name.isCache) {
        channel.remember(last);
        app.webhooks?.hooks.remembers(channel.name.name);
      }
    }
  }
  if (isShared) {
    app.team?.published(publication.channels, event, publication.data, socketId);
  }
  traffic.add(1 + matched - excluded, nowMs);
  if (matched > 0) {
    const eventJson = JSON.stringify(event);
    const dataJson = JSON.stringify(publication.data);
    for (const channel of channels) {
      if (channel.subscribers.size > 0) {
        const text = eventFrame(eventJson, channel.nameJson, dataJson);
        deliver(scope, app, channel, event, text, seq, excludedPeer);
      }
    }
  }
  elsewhere.deliver(event, publication.data, seq);
  return { seq, matched, excluded };
}

/** A receipt knows the connections of this hub. */
function sharedNote(channels: readonly PusherChannel[]): string {
  const count = channels.reduce((sum, { countOnOthers }) => sum + countOnOthers, 0);
  return `This receipt is of this node only. The other nodes of the team, where ${count} more subscribe, were told too: their own timelines say who got it.`;
}

function detailOf(
  { detail, socketId, channels }: Publication,
  channel: string,
  excludedKnown: boolean,
  note: string,
  elsewhere: Elsewhere,
): EntryDetail {
  if (socketId === '' && note === '' && channel.length <= limits.nameChars && elsewhere.isEmpty) {
    return detail;
  }
  return {
    ...detail,
    ...(note === '' ? {} : { note }),
    ...(socketId === '' ? {} : { socketId, excludedKnown }),
    // An entry keeps only the start of so long a name; receipts need all of it, and what it is called elsewhere.
    ...(channel.length <= limits.nameChars && elsewhere.isEmpty ? {} : { channels: [...channels, ...elsewhere.names] }),
  };
}

/** What another protocol of the hub published, for those subscribed here. */
export function deliverShared(scope: PusherScope, app: AppState, channel: PusherChannel, message: SharedMessage): void {
  const { event, data, publish: cause, socketId } = message;
  channel.rate.add(1, scope.context.clock.nowMs());
  const text = eventFrame(JSON.stringify(event), channel.nameJson, JSON.stringify(data));
  deliver(scope, app, channel, event, text, cause, app.peers.get(socketId) ?? null);
}

function deliver(
  scope: PusherScope,
  app: AppState,
  channel: PusherChannel,
  event: string,
  text: string,
  cause: Seq,
  excludedPeer: Subscriber | null,
): void {
  const frame = scope.context.encodeText(text);
  const excluded: ConnectionId | undefined = isExcludedFrom(channel, excludedPeer)
    ? excludedPeer?.connection.id
    : undefined;
  const seq = scope.context.recorder.record({
    kind: 'deliver',
    direction: 'down',
    protocol: 'pusher',
    app: app.settings.id,
    channel: channel.name.name,
    event,
    cause,
    matched: channel.subscribers.size,
    excluded,
    body: frame.payload,
  });
  sendToSubscribers(scope.context, channel, { bytes: frame.bytes, seq }, excludedPeer);
}

/** Queues one frame for all subscribers but one. */
export function sendToSubscribers(
  context: HubContext,
  channel: PusherChannel,
  frame: OutgoingFrame,
  except: Subscriber | null,
): void {
  context.sendToAll(channel.subscribers.connections, frame, except?.connection ?? null);
}

function isExcludedFrom(channel: PusherChannel, peer: Subscriber | null): boolean {
  return peer !== null && channel.subscribers.has(peer);
}
