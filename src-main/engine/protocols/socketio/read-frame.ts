import type { JsonValue } from '../../../contract/entry';
import { parseJson } from '../../../contract/json-text';
import { type FrameReader, type FrameReading, reading, textOf } from '../frame-reader';
import type { Fact } from '../sections';
import { type EventParts, eventParts, parseEngine, parsePacket, type SocketPacket } from './packet';

/** Socket.IO as it goes over a WebSocket, Engine.IO's digit in front. */
export const frameReader: FrameReader = {
  id: 'socketio',
  name: 'Socket.IO',
  read: (bytes, isBinary, isUp) => (isBinary ? attachment(bytes) : readText(textOf(bytes), isUp)),
};

/** Engine.IO alone, whatever is said in its messages. */
export const engineReader: FrameReader = {
  id: 'engineio',
  name: 'Engine.IO',
  read(bytes, isBinary) {
    if (isBinary) return attachment(bytes);
    const packet = parseEngine(textOf(bytes));
    if (packet === null) return null;
    const payload = parseJson(packet.data) === undefined ? '' : packet.data;
    const role = packet.type === 'message' ? 'message' : isBeat(packet.type) ? 'heartbeat' : 'chatter';
    return reading({ role, event: packet.type, payload, facts: [['Engine.IO packet', packet.type]] });
  },
};

function readText(text: string, isUp: boolean): FrameReading | null {
  const engine = parseEngine(text);
  if (engine === null) return null;
  const envelope: Fact = ['Engine.IO packet', engine.type];
  if (engine.type !== 'message') {
    const payload = parseJson(engine.data) === undefined ? '' : engine.data;
    const role = isBeat(engine.type) ? 'heartbeat' : 'chatter';
    return reading({ role, event: engine.type, payload, facts: [envelope] });
  }
  const packet = parsePacket(engine.data);
  if (packet === null) return reading({ event: 'message', facts: [envelope], note: 'no Socket.IO packet' });
  const { namespace, ackId, attachments } = packet;
  const facts: readonly Fact[] = [
    envelope,
    ['Socket.IO packet', packet.type],
    ['Namespace', namespace],
    ['Acknowledgement', ackId === null ? null : String(ackId)],
    ['Binary parts that follow', attachments === 0 ? null : String(attachments)],
  ];
  return { ...readPacket(packet, isUp), facts };
}

function isBeat(type: string): boolean {
  return type === 'ping' || type === 'pong';
}

/** What a Socket.IO packet says, without Engine.IO around it. */
export function readPacket(packet: SocketPacket, isUp: boolean): FrameReading {
  const { type, namespace, json, ackId } = packet;
  const channel = namespace === '/' ? '' : namespace;
  const payload = parseJson(json) === undefined ? '' : json;
  switch (type) {
    case 'event':
    case 'binary event': {
      const parts = eventParts(json);
      return { ...eventReading(parts, isUp, channel), note: parts.note };
    }
    case 'ack':
    case 'binary ack':
      return reading({ event: `ack ${ackId ?? ''}`.trim(), channel, payload, summary: json });
    case 'error':
      return reading({ role: 'error', event: 'connect_error', channel, payload, summary: errorWords(json) });
    default:
      return reading({ role: 'chatter', event: type, channel, payload });
  }
}

/** laravel-echo-server's own events carry a channel; so do the broadcasts it sends: [event, channel, data]. */
function eventReading({ name, args }: EventParts, isUp: boolean, namespace: string): FrameReading {
  const first = args[0] === undefined ? undefined : parseJson(args[0]);
  const named = isUp ? channelIn(first) : typeof first === 'string' ? first : '';
  const base = { event: name, summary: args.join(', ') };
  if (isUp && named !== '' && (name === 'subscribe' || name === 'unsubscribe')) {
    return reading({ ...base, role: name, channel: named, payload: args[0] ?? '' });
  }
  if (isUp && name === 'client event' && named !== '') {
    const { event } = first as { readonly event?: JsonValue };
    return reading({
      ...base,
      event: typeof event === 'string' ? event : name,
      channel: named,
      payload: args[0] ?? '',
    });
  }
  if (name === 'subscription_error' && named !== '') {
    const summary = `Subscribing to ${named} was refused (${args[1] ?? ''}).`;
    return reading({ role: 'error', event: name, channel: named, payload: args[1] ?? '', summary });
  }
  if (!isUp && args.length === 2 && isChannelName(named)) {
    return reading({ ...base, channel: named, payload: args[1] as string, summary: args[1] as string });
  }
  const payload = args.length === 1 ? (args[0] as string) : args.length === 0 ? '' : `[${args.join(',')}]`;
  return reading({ ...base, channel: namespace, payload });
}

function channelIn(value: JsonValue | undefined): string {
  if (typeof value !== 'object' || value === null || !('channel' in value)) return '';
  return typeof value.channel === 'string' ? value.channel : '';
}

function isChannelName(text: string): boolean {
  return /^[\w\-=@,.;:]{1,200}$/.test(text);
}

/** Of `44`: a JSON string up to protocol 4, an object with a message since. */
export function errorWords(json: string): string {
  const value = parseJson(json);
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'message' in value) return String(value.message);
  return json;
}

function attachment(bytes: Uint8Array): FrameReading {
  return reading({ event: 'binary', summary: `binary part, ${bytes.length.toLocaleString('en')} bytes` });
}
