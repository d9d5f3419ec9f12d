import type { EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { eventText } from '../codec';
import { app, protocol } from './names';
import type { SocketScope } from './scope';

export interface Publication {
  readonly channel: string;
  readonly event: string;
  /** JSON text; goes out as it is. */
  readonly data: string;
  /** Name of the socket it is not for, '' if for all. */
  readonly socketId: string;
  /** The bytes that asked for it. */
  readonly body: Uint8Array;
  readonly detail: EntryDetail;
}

export interface Published {
  readonly seq: Seq;
  readonly matched: number;
  readonly excluded: number;
}

/** Records an event and sends it to everybody on its channel, as laravel-echo-server does: `[event, channel, data]`. */
export function publish(scope: SocketScope, publication: Publication): Published {
  const { recorder, clock, traffic } = scope.context;
  const { channel, event, data, socketId, body, detail } = publication;
  const connections = scope.rooms.connections(channel);
  const matched = connections.length;
  const except = socketId === '' ? undefined : scope.find(socketId)?.connection;
  const excluded = except !== undefined && connections.includes(except) ? except.id : undefined;
  const about = { protocol, app, channel, event, matched, excluded };
  const seq = recorder.record({
    ...about,
    kind: 'publish',
    direction: 'up',
    body,
    detail: { ...detail, ...(socketId === '' ? {} : { socketId, excludedKnown: except !== undefined }) },
  });
  scope.rooms.said(channel, clock.nowMs());
  traffic.add(1 + matched - (excluded === undefined ? 0 : 1), clock.nowMs());
  if (matched > 0) {
    const frame = scope.context.encodeText(eventText(event, channel, data));
    const delivery = recorder.record({ ...about, kind: 'deliver', direction: 'down', cause: seq, body: frame.payload });
    scope.context.sendToAll(connections, { bytes: frame.bytes, seq: delivery }, except ?? null);
  }
  return { seq, matched, excluded: excluded === undefined ? 0 : 1 };
}
