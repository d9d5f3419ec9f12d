import { parseJson } from '../../../contract/json-text';
import { packedText } from '../../formats/message-pack';
import { textOf } from '../frame-reader';
import { type JsonObject, objectOf } from './readers/json-objects';

/** Something that speaks for one protocol, and how much. Weights add up; 5 is sure by itself. */
export interface Sign {
  readonly id: string;
  readonly weight: number;
  /** What was seen, for the sentence "X: …". */
  readonly words: string;
}

const bySubprotocol: Readonly<Record<string, string>> = {
  wamp: 'wamp',
  'wamp.2.json': 'wamp2',
  'v10.stomp': 'stomp',
  'v11.stomp': 'stomp',
  'v12.stomp': 'stomp',
  mqtt: 'mqtt',
  'mqttv3.1': 'mqtt',
  'graphql-transport-ws': 'graphql-transport-ws',
  'graphql-ws': 'graphql-ws',
  'actioncable-v1-json': 'actioncable',
};

export function subprotocolSigns(protocol: string): readonly Sign[] {
  const id = bySubprotocol[protocol];
  return id === undefined ? [] : [{ id, weight: 10, words: `subprotocol ${protocol} was chosen` }];
}

export function urlSigns(url: URL): readonly Sign[] {
  const { pathname: path, searchParams: query } = url;
  const sign = (id: string, weight: number, words: string): Sign => ({ id, weight, words });
  const signs: Sign[] = [];
  if (/\/app\/[^/]+$/.test(path)) signs.push(sign('pusher', query.has('protocol') ? 5 : 3, 'path /app/KEY'));
  if (query.has('EIO')) {
    const isSocketIo = /\/socket\.io\/?$/.test(path);
    signs.push(
      sign(isSocketIo ? 'socketio' : 'engineio', 5, isSocketIo ? 'path /socket.io/ with EIO=' : 'EIO= in the query'),
    );
  }
  if (/\/websocket$/.test(path) && query.has('vsn')) signs.push(sign('phoenix', 5, 'path …/websocket?vsn='));
  if (/\/cable$/.test(path)) signs.push(sign('actioncable', 3, 'path /cable'));
  if (/\/connection\/websocket$/.test(path)) signs.push(sign('centrifugo', 3, 'path /connection/websocket'));
  if (/\/mqtt$/.test(path)) signs.push(sign('mqtt', 2, 'path /mqtt'));
  if (
    query.has('v') &&
    query.has('format') &&
    (query.has('key') || query.has('accessToken') || query.has('access_token'))
  ) {
    signs.push(sign('ably', 4, 'v, format and key in the query'));
  }
  return signs;
}

/** Longer ones are first frames of nothing we know. */
const lookBytes = 65_536;

export function frameSigns(bytes: Uint8Array, isBinary: boolean, isUp: boolean): readonly Sign[] {
  if (bytes.length > lookBytes) return [];
  const who = isUp ? 'client' : 'server';
  const found = isBinary ? binarySigns(bytes, isUp) : textSigns(textOf(bytes), isUp);
  // What a client sends is only what somebody hoped the server speaks.
  return found.map(({ id, weight, words }) => ({
    id,
    weight: isUp ? weight * 0.6 : weight,
    words: `the ${who} sent ${words}`,
  }));
}

function binarySigns(bytes: Uint8Array, isUp: boolean): readonly Sign[] {
  const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  if (isUp && bytes[0] === 0x10 && /MQTT|MQIsdp/.test(text))
    return [{ id: 'mqtt', weight: 6, words: 'an MQTT CONNECT' }];
  if (!isUp && bytes[0] === 0x20 && bytes.length >= 4 && bytes[1] === bytes.length - 2) {
    return [{ id: 'mqtt', weight: 4, words: 'an MQTT CONNACK' }];
  }
  if (/^CONNECTED\r?\n/.test(text)) return [{ id: 'stomp', weight: 6, words: 'a STOMP frame CONNECTED' }];
  const packed = objectOf(packedText(bytes) ?? '');
  return packed === null ? [] : objectSigns(packed, isUp);
}

function textSigns(text: string, isUp: boolean): readonly Sign[] {
  const sign = (id: string, weight: number, words: string): readonly Sign[] => [{ id, weight, words }];
  if (/^0\{"sid":/.test(text)) return sign('socketio', 6, '0{"sid":…}');
  if (/^4[0-6]["[{/]?/.test(text) && /^(?:40|4[2-6].*)$/s.test(text))
    return sign('socketio', 3, `a packet ${text.slice(0, 2)}`);
  if (/^CONNECTED\r?\n/.test(text)) return sign('stomp', 6, 'a STOMP frame CONNECTED');
  if (/^(?:CONNECT|STOMP|SEND|SUBSCRIBE|MESSAGE|ERROR)\r?\n(?:[\w-]+:|\r?\n)/.test(text))
    return sign('stomp', 5, 'a STOMP frame');
  if (text.endsWith('\x1e')) return sign('signalr', text.startsWith('{}') ? 4 : 5, 'JSON that ends with 0x1e');
  const value = parseJson(text);
  if (value === undefined) return [];
  const weak: Sign = { id: 'json', weight: 0.5, words: 'JSON' };
  if (Array.isArray(value)) return [...arraySigns(value, isUp), weak];
  return typeof value === 'object' && value !== null ? [...objectSigns(value as JsonObject, isUp), weak] : [weak];
}

function arraySigns(items: readonly unknown[], isUp: boolean): readonly Sign[] {
  const [first, second, third] = items;
  if (!isUp && first === 0 && typeof second === 'string' && third === 1) {
    return [{ id: 'wamp', weight: 6, words: `[0,SESSION,1,"${String(items[3] ?? '')}"]` }];
  }
  if (isUp && first === 1 && typeof second === 'string' && isObject(third) && 'roles' in third) {
    return [{ id: 'wamp2', weight: 6, words: 'a WAMP 2 HELLO' }];
  }
  if (!isUp && first === 2 && typeof second === 'number' && isObject(third)) {
    return [{ id: 'wamp2', weight: 5, words: 'a WAMP 2 WELCOME' }];
  }
  const [, , topic, event] = items;
  if (items.length === 5 && typeof topic === 'string' && typeof event === 'string' && isObject(items[4])) {
    return [{ id: 'phoenix', weight: 4, words: '[join_ref, ref, topic, event, payload]' }];
  }
  return [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectSigns(object: JsonObject, isUp: boolean): readonly Sign[] {
  const { event, type, action, command, identifier, topic, payload, ref, data } = object;
  const signs: Sign[] = [];
  const add = (id: string, weight: number, words: string) => signs.push({ id, weight, words });
  if (typeof event === 'string' && event.startsWith('pusher')) add('pusher', 6, event);
  else if (typeof event === 'string' && typeof topic === 'string' && payload !== undefined && ref !== undefined) {
    add('phoenix', 5, '{topic, event, payload, ref}');
  } else if (typeof event === 'string' && data !== undefined) {
    add('event-data', 2, '{event, data}');
    if (object.channel !== undefined) add('pusher', 1, '{event, channel, data}');
  }
  if (type === 'connection_ack' || type === 'connection_init') {
    add('graphql-transport-ws', 4, `{"type":"${type}"}`);
    add('graphql-ws', 3, `{"type":"${type}"}`);
  }
  if (type === 'ka' || type === 'start' || (type === 'data' && object.id !== undefined))
    add('graphql-ws', 4, `{"type":"${type}"}`);
  if ((type === 'next' || type === 'subscribe') && object.id !== undefined)
    add('graphql-transport-ws', 3, `{"type":"${type}"}`);
  if (!isUp && type === 'welcome') add('actioncable', 5, '{"type":"welcome"}');
  if (type === 'confirm_subscription' || (typeof command === 'string' && typeof identifier === 'string')) {
    add('actioncable', 5, command === undefined ? 'confirm_subscription' : '{command, identifier}');
  }
  if (!isUp && type === 'ping' && typeof object.message === 'number')
    add('actioncable', 3, '{"type":"ping","message":TIME}');
  if (action === 4 && object.connectionId !== undefined) add('ably', 6, '{"action":4,"connectionId":…}');
  if (isUp && objectOf(JSON.stringify(object.connect) ?? '') !== null && object.id !== undefined)
    add('centrifugo', 5, '{"connect":…,"id":…}');
  if (isObject(object.push) && 'channel' in object.push) add('centrifugo', 4, '{"push":{"channel":…}}');
  if (object.jsonrpc === '2.0') add('json-rpc', 6, '"jsonrpc":"2.0"');
  return signs;
}
