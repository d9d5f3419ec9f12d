import type { EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import type { HubConnection } from '../../../hub/connection';
import type { HubContext } from '../../../hub/hub-context';
import type { Rooms } from '../../../hub/rooms';
import { eventName } from '../codec';
import { app, protocol } from './names';
import type { RelayPeer } from './peer';

/** What the parts of the relay share. */
export interface RelayScope {
  readonly context: HubContext;
  readonly rooms: Rooms<RelayPeer>;
}

export interface Said {
  readonly seq: Seq;
  readonly matched: number;
  readonly excluded: number;
}

export interface Saying {
  readonly room: string;
  readonly payload: Uint8Array;
  readonly isBinary: boolean;
  /** Left out, if it is in the room. */
  readonly except: HubConnection | null;
  readonly cause?: Seq | undefined;
  readonly detail?: EntryDetail | undefined;
  readonly summary?: string | undefined;
}

/** For the room, or for nobody in it. */
type PeerSaying = Omit<Saying, 'cause' | 'summary'> & { readonly isForNobody?: boolean };

/** A message of a connection to its room. The bytes go out as they came in, so one entry stands for both ways. */
export function sayAsPeer({ context, rooms }: RelayScope, peer: RelayPeer, saying: PeerSaying): Said {
  const { room, payload, isBinary, except, detail, isForNobody = false } = saying;
  const connections = isForNobody ? [] : rooms.connections(room);
  const excluded = except !== null && connections.includes(except) ? except.id : undefined;
  const seq = context.recorder.record({
    kind: 'client',
    direction: 'up',
    protocol,
    app,
    connection: peer.connection.id,
    channel: room,
    event: eventName(payload, isBinary),
    // Without a room there is no receipt to work out.
    ...(isForNobody ? {} : { matched: connections.length, excluded }),
    body: payload,
    detail: { ...detail, ...(isBinary ? { isBinary } : {}) },
  });
  rooms.said(room, context.clock.nowMs());
  const receivers = connections.length - (excluded === undefined ? 0 : 1);
  if (receivers > 0) {
    context.traffic.add(receivers, context.clock.nowMs());
    context.sendToAll(connections, { bytes: context.encodeMessage(payload, isBinary).bytes, seq }, except);
  }
  return { seq, matched: connections.length, excluded: excluded === undefined ? 0 : 1 };
}

/** A message of nobody who is connected: a broker's, a person's at the screen, or one the settings have the relay say. */
export function publish({ context, rooms }: RelayScope, saying: Saying): Said {
  const { room, payload, isBinary, except, cause, detail, summary } = saying;
  const { recorder, clock, traffic } = context;
  const connections = rooms.connections(room);
  const matched = connections.length;
  const excluded = except !== null && connections.includes(except) ? except.id : undefined;
  const about = { protocol, app, channel: room, event: eventName(payload, isBinary), matched, excluded };
  const kept = { ...detail, ...(isBinary ? { isBinary } : {}) };
  const seq = recorder.record({
    ...about,
    kind: 'publish',
    direction: 'up',
    cause,
    body: payload,
    detail: kept,
    summary,
  });
  rooms.said(room, clock.nowMs());
  const receivers = matched - (excluded === undefined ? 0 : 1);
  traffic.add(1 + receivers, clock.nowMs());
  if (matched > 0) {
    const frame = context.encodeMessage(payload, isBinary);
    const delivery = recorder.record({ ...about, kind: 'deliver', direction: 'down', cause: seq, body: frame.payload });
    context.sendToAll(connections, { bytes: frame.bytes, seq: delivery }, except);
  }
  return { seq, matched, excluded: excluded === undefined ? 0 : 1 };
}

/** One message for several rooms: a publish, and a delivery for each of them. */
export function publishToAll(
  { context, rooms }: RelayScope,
  names: readonly string[],
  { payload, isBinary, detail }: Pick<Saying, 'payload' | 'isBinary' | 'detail'>,
): void {
  const { recorder, clock, traffic } = context;
  const audiences = names.map((room) => ({ room, connections: rooms.connections(room) }));
  const matched = audiences.reduce((sum, { connections }) => sum + connections.length, 0);
  const about = { protocol, app, event: eventName(payload, isBinary) };
  const channel = names.join(', ');
  const seq = recorder.record({
    ...about,
    kind: 'publish',
    direction: 'up',
    channel,
    matched,
    body: payload,
    detail: {
      ...detail,
      ...(isBinary ? { isBinary } : {}),
      // Paths may hold the separator, or be more than an entry keeps of a name.
      ...(names.length > 1 || channel.includes(', ') ? { channels: names } : {}),
    },
  });
  traffic.add(1 + matched, clock.nowMs());
  const frame = context.encodeMessage(payload, isBinary);
  for (const { room, connections } of audiences) {
    rooms.said(room, clock.nowMs());
    if (connections.length > 0) {
      const delivery = recorder.record({
        ...about,
        kind: 'deliver',
        direction: 'down',
        channel: room,
        matched: connections.length,
        cause: seq,
        body: frame.payload,
      });
      context.sendToAll(connections, { bytes: frame.bytes, seq: delivery }, null);
    }
  }
}

/** A message to one connection alone. */
export function answer(
  { context }: RelayScope,
  peer: RelayPeer,
  { payload, isBinary, cause, detail }: Pick<Saying, 'payload' | 'isBinary' | 'cause' | 'detail'>,
): void {
  const frame = context.encodeMessage(payload, isBinary);
  const seq = context.recorder.record({
    kind: 'deliver',
    direction: 'down',
    protocol,
    app,
    connection: peer.connection.id,
    channel: peer.room,
    event: eventName(payload, isBinary),
    cause,
    matched: 1,
    body: frame.payload,
    detail: { ...detail, ...(isBinary ? { isBinary } : {}) },
  });
  context.traffic.add(1, context.clock.nowMs());
  peer.connection.send({ bytes: frame.bytes, seq });
}
