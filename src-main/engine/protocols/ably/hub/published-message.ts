import type { JsonValue } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { pack } from '../../../formats/message-pack';
import { jsonData, type WireMessage } from './wire-message';

/** A message as it was published, with what the hub has given it. */
export interface PublishedMessage extends Pick<WireMessage, 'name' | 'data' | 'encoding' | 'clientId' | 'extras'> {
  readonly id: string;
  readonly connectionId: string;
  readonly timestamp: number;
  /** Its place in the channel, told to those who want to go on from it. */
  readonly serial: string;
  readonly publish: Seq;
}

/** Its members as Ably has them; `data` and `encoding` as given. */
function membersOf(
  message: PublishedMessage,
  data: { readonly data: string | Uint8Array | null; readonly encoding: string },
) {
  const { id, name, clientId, connectionId, timestamp, serial, extras } = message;
  return {
    id,
    ...(name === '' ? {} : { name }),
    ...(data.data === null ? {} : { data: data.data }),
    ...(data.encoding === '' ? {} : { encoding: data.encoding }),
    ...(clientId === '' ? {} : { clientId }),
    ...(connectionId === '' ? {} : { connectionId }),
    timestamp,
    serial,
    action: 0,
    ...(extras === null ? {} : { extras }),
  };
}

export const jsonMembers = (message: PublishedMessage) =>
  membersOf(message, jsonData(message)) as { readonly [name: string]: JsonValue };
export const packedMembers = (message: PublishedMessage) => membersOf(message, message);

/** The frame that brings it, for those who speak JSON. `text` is the message itself. */
export function messageFrame(channel: string, text: string, message: PublishedMessage): string {
  const { id, connectionId, timestamp, serial } = message;
  const head = JSON.stringify({
    action: 15,
    id,
    channel,
    channelSerial: serial,
    timestamp,
    ...(connectionId === '' ? {} : { connectionId }),
  });
  return `${head.slice(0, -1)},"messages":[${text}]}`;
}

/** The same as a server-sent event; its id is where to go on from. */
export function messageEvent(channel: string, message: PublishedMessage): string {
  return `id: ${message.serial}\nevent: message\ndata: ${JSON.stringify({ ...jsonMembers(message), channel })}\n\n`;
}

/** The same for those who speak MessagePack. */
export function packedFrame(channel: string, message: PublishedMessage): Uint8Array {
  const { id, connectionId, timestamp, serial } = message;
  return pack({
    action: 15,
    id,
    channel,
    channelSerial: serial,
    timestamp,
    ...(connectionId === '' ? {} : { connectionId }),
    messages: [packedMembers(message)],
  });
}
