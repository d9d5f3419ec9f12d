import type { JsonValue } from '../../../../contract/entry';
import { parseJson } from '../../../../contract/json-text';
import { packedText } from '../../../formats/message-pack';
import { type FrameReader, type FrameReading, type FrameRole, reading, textOf } from '../../frame-reader';

export type JsonObject = { readonly [name: string]: JsonValue | undefined };

export function objectOf(text: string): JsonObject | null {
  if (text.trimStart()[0] !== '{') return null;
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
}

const textIn = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');

type ReadObject = (object: JsonObject, text: string, isUp: boolean) => FrameReading | null;

/** Objects of JSON, or maps of MessagePack where a protocol has both (Ably). */
function objects(id: string, name: string, read: ReadObject): FrameReader {
  return {
    id,
    name,
    read(bytes, isBinary, isUp) {
      const text = isBinary ? packedText(bytes) : textOf(bytes);
      const object = text === undefined ? null : objectOf(text);
      return object === null ? null : read(object, text as string, isUp);
    },
  };
}

const graphqlRoles: Readonly<Record<string, FrameRole>> = {
  ping: 'heartbeat',
  pong: 'heartbeat',
  ka: 'heartbeat',
  connection_init: 'chatter',
  connection_ack: 'chatter',
  connection_terminate: 'chatter',
  complete: 'chatter',
  stop: 'unsubscribe',
  start: 'subscribe',
  subscribe: 'subscribe',
  error: 'error',
  connection_error: 'error',
};

/** Both GraphQL protocols say `type`, and `id` of the operation. */
function graphql({ type, id }: JsonObject, text: string): FrameReading | null {
  if (typeof type !== 'string') return null;
  const role = graphqlRoles[type] ?? 'message';
  return reading({ role, event: type, channel: textIn(id), payload: text, facts: [['Operation', textIn(id)]] });
}

const cableRoles: Readonly<Record<string, FrameRole>> = {
  ping: 'heartbeat',
  welcome: 'chatter',
  confirm_subscription: 'chatter',
  reject_subscription: 'error',
  disconnect: 'error',
};

/** The channel stands in `identifier`, JSON in a string. */
function cable(object: JsonObject, text: string): FrameReading | null {
  const { type, command, identifier, message, data } = object;
  const channel = textIn(objectOf(textIn(identifier))?.channel) || textIn(identifier);
  if (typeof command === 'string') {
    const role = command === 'subscribe' || command === 'unsubscribe' ? command : 'message';
    const inner = objectOf(textIn(data));
    const payload = inner === null ? text : textIn(data);
    return reading({ role, event: textIn(inner?.action) || command, channel, payload });
  }
  if (typeof type === 'string') {
    return reading({ role: cableRoles[type] ?? 'message', event: type, channel, payload: text });
  }
  if (message === undefined) return null;
  const named =
    typeof message === 'object' && message !== null && !Array.isArray(message) ? (message as JsonObject) : {};
  return reading({ event: textIn(named.type) || textIn(named.action) || 'message', channel, payload: text });
}

const ablyActions = [
  'HEARTBEAT',
  'ACK',
  'NACK',
  'CONNECT',
  'CONNECTED',
  'DISCONNECT',
  'DISCONNECTED',
  'CLOSE',
  'CLOSED',
  'ERROR',
  'ATTACH',
  'ATTACHED',
  'DETACH',
  'DETACHED',
  'PRESENCE',
  'MESSAGE',
  'SYNC',
  'AUTH',
];
const ablyRoles: Readonly<Record<string, FrameRole>> = {
  HEARTBEAT: 'heartbeat',
  MESSAGE: 'message',
  PRESENCE: 'message',
  ERROR: 'error',
  NACK: 'error',
  ATTACH: 'subscribe',
  DETACH: 'unsubscribe',
};

function ably({ action, channel, messages }: JsonObject, text: string): FrameReading | null {
  if (typeof action !== 'number') return null;
  const event = ablyActions[action] ?? `action ${action}`;
  const first = Array.isArray(messages) ? (messages[0] as JsonObject | undefined) : undefined;
  const name = textIn(first?.name);
  return reading({
    role: ablyRoles[event] ?? 'chatter',
    event: name || event,
    channel: textIn(channel),
    payload: text,
    facts: [['Action', `${action}: ${event}`]],
  });
}

/** Several may stand in one message, a line each; the first is what it is called after. */
function centrifugo(object: JsonObject, text: string, isUp: boolean): FrameReading | null {
  if (Object.keys(object).length === 0) return reading({ role: 'heartbeat', event: isUp ? 'pong' : 'ping' });
  const { push, error } = object;
  if (typeof push === 'object' && push !== null) {
    const { channel, ...rest } = push as JsonObject;
    return reading({ event: Object.keys(rest)[0] ?? 'push', channel: textIn(channel), payload: text });
  }
  const name = Object.keys(object).find((one) => one !== 'id') ?? 'reply';
  const inner = object[name];
  const channel = typeof inner === 'object' && inner !== null ? textIn((inner as JsonObject).channel) : '';
  const role =
    error !== undefined
      ? 'error'
      : name === 'subscribe' && isUp
        ? 'subscribe'
        : name === 'publish'
          ? 'message'
          : 'chatter';
  return reading({ role, event: name, channel, payload: text });
}

function jsonRpc({ method, id, error }: JsonObject, text: string): FrameReading {
  const event = textIn(method) || (error === undefined ? 'result' : 'error');
  const idText = id === undefined || id === null ? null : String(id);
  return reading({ role: error === undefined ? 'message' : 'error', event, payload: text, facts: [['Id', idText]] });
}

/** laravel-swoole's SimpleParser, and many hand-written servers. */
function eventData({ event, channel, data }: JsonObject, text: string): FrameReading | null {
  if (typeof event !== 'string') return null;
  const payload = data === undefined ? text : (JSON.stringify(data) ?? '');
  return reading({ event, channel: textIn(channel), payload: typeof data === 'object' ? payload : text });
}

export const graphqlReader = objects('graphql-transport-ws', 'GraphQL (graphql-transport-ws)', graphql);
export const oldGraphqlReader = objects('graphql-ws', 'GraphQL (graphql-ws, the older one)', graphql);
export const cableReader = objects('actioncable', 'ActionCable', cable);
export const ablyReader = objects('ably', 'Ably', ably);
export const jsonRpcReader = objects('json-rpc', 'JSON-RPC', jsonRpc);
export const eventDataReader = objects('event-data', '{event, data}', eventData);

export const centrifugoReader: FrameReader = {
  id: 'centrifugo',
  name: 'Centrifugo',
  read(bytes, isBinary, isUp) {
    if (isBinary) return null;
    const lines = textOf(bytes)
      .split('\n')
      .filter((line) => line.trim() !== '');
    const object = objectOf(lines[0] ?? '');
    const found = object === null ? null : centrifugo(object, lines[0] as string, isUp);
    return found === null || lines.length === 1 ? found : { ...found, note: `${lines.length} messages in one frame` };
  },
};
