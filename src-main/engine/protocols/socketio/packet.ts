import { parseJson } from '../../../contract/json-text';
import { jsonItems } from '../json-items';

/** Engine.IO packets: one digit in front (protocol 3 and 4 alike). */
export const engineTypes = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'] as const;
export type EngineType = (typeof engineTypes)[number];

export interface EnginePacket {
  readonly type: EngineType;
  readonly data: string;
}

/** null if the text begins with no packet type. */
export function parseEngine(text: string): EnginePacket | null {
  const type = engineTypes[text.charCodeAt(0) - 0x30];
  return type === undefined ? null : { type, data: text.slice(1) };
}

/** Socket.IO packets, what an Engine.IO message holds (protocol 4 and 5 alike). */
export const packetTypes = ['connect', 'disconnect', 'event', 'ack', 'error', 'binary event', 'binary ack'] as const;
export type PacketType = (typeof packetTypes)[number];

export interface SocketPacket {
  readonly type: PacketType;
  /** Binary frames that follow. */
  readonly attachments: number;
  /** '/' is the one that is always there. */
  readonly namespace: string;
  readonly ackId: number | null;
  /** JSON as it was sent; '' if none. */
  readonly json: string;
}

const head = /^([0-6])(?:(\d{1,9})-)?(?:(\/[^,]{0,1000})(?:,|$))?(\d{1,15})?/;

/** `<type>[<attachments>-][/namespace,][ackId]json`. null if it begins with no type. */
export function parsePacket(text: string): SocketPacket | null {
  const match = head.exec(text);
  if (match === null) return null;
  const [whole, type, attachments, namespace, ackId] = match;
  return {
    type: packetTypes[Number(type)] as PacketType,
    attachments: Number(attachments ?? 0),
    namespace: namespace ?? '/',
    ackId: ackId === undefined ? null : Number(ackId),
    json: text.slice(whole.length),
  };
}

export function packetText(packet: {
  readonly type: PacketType;
  readonly namespace?: string;
  readonly ackId?: number | null;
  readonly json?: string;
}): string {
  const { type, namespace = '/', ackId = null, json = '' } = packet;
  return `${packetTypes.indexOf(type)}${namespace === '/' ? '' : `${namespace},`}${ackId ?? ''}${json}`;
}

/** What an event packet says. */
export interface EventParts {
  readonly name: string;
  /** JSON texts of its arguments, as sent. */
  readonly args: readonly string[];
  readonly note: string;
}

/**
 * Name and arguments of an event. laravel-swoole puts text into its packets without escaping it, so what is no JSON is still
 * read: the name up to its quote, the rest as one text.
 */
export function eventParts(json: string): EventParts {
  if (parseJson(json) !== undefined) {
    const [first = '', ...args] = jsonItems(json) ?? [];
    const name: unknown = parseJson(first);
    return { name: typeof name === 'string' ? name : first, args, note: first === '' ? 'no event name' : '' };
  }
  const match = /^\[\s*"((?:[^"\\]|\\.)*)"\s*,?/.exec(json);
  const end = json.lastIndexOf(']');
  if (match === null || end < match[0].length) return { name: '', args: [], note: 'not valid JSON' };
  const rest = json.slice(match[0].length, end).trim();
  // A text that was put between quotes as it is; the quotes are no part of it.
  const text = /^".*"$/s.test(rest) ? rest.slice(1, -1) : rest;
  return { name: match[1] as string, args: [JSON.stringify(text)], note: 'invalid JSON payload' };
}
