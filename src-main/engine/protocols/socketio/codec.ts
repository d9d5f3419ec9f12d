import type { EntryBody } from '../../../contract/entry';
import { parseJson } from '../../../contract/json-text';
import type { Explanation, Message } from '../../../contract/message';
import type { Codec } from '../protocol-module';
import { explainSections } from './explain-sections';
import { eventParts, packetText, parseEngine, parsePacket } from './packet';

/** Pure and total. A frame is `42["event","channel",data]`, Engine.IO's digit in front, as Laravel Echo hears it. */
export const codec: Codec = { decode, encode, explain };

function decode(frame: Uint8Array): Message {
  const text = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString();
  const engine = parseEngine(text);
  const packet = engine?.type === 'message' ? parsePacket(engine.data) : null;
  if (packet === null || !packet.type.includes('event')) {
    return { event: packet?.type ?? engine?.type ?? '', channel: '', data: undefined, wasString: false, note: '' };
  }
  const { name, args, note } = eventParts(packet.json);
  const first = args[0] === undefined ? undefined : parseJson(args[0]);
  const isOnChannel = args.length === 2 && typeof first === 'string';
  const data = args.map((one) => parseJson(one) ?? null);
  const plain = data.length === 1 ? data[0] : data;
  return {
    event: name,
    channel: isOnChannel ? first : packet.namespace,
    data: isOnChannel ? data[1] : plain,
    wasString: false,
    note,
  };
}

function encode({ event, channel, data }: { event: string; channel: string; data: unknown }): Buffer {
  return Buffer.from(eventText(event, channel, JSON.stringify(data ?? null)));
}

/** An event on a channel, as laravel-echo-server sends it. `data` is JSON text. */
export function eventText(event: string, channel: string, data: string): string {
  const json = `[${JSON.stringify(event)},${JSON.stringify(channel)},${data}]`;
  return `4${packetText({ type: 'event', json })}`;
}

function explain(entry: EntryBody): Explanation {
  const text = entry.isText ? Buffer.from(entry.rawBase64, 'base64').toString() : '';
  return { payload: payloadOf(text), encodedPaths: [], sections: explainSections(entry) };
}

/** The data of an event, or whatever JSON there is. */
function payloadOf(text: string): string {
  if (parseJson(text) !== undefined) {
    return /^\d+$/.test(text) ? '' : text;
  }
  const engine = parseEngine(text);
  const packet = engine?.type === 'message' ? parsePacket(engine.data) : null;
  if (packet === null) {
    return '';
  }
  if (!packet.type.includes('event')) {
    return parseJson(packet.json) === undefined ? '' : packet.json;
  }
  const { args } = eventParts(packet.json);
  const first = args[0] === undefined ? undefined : parseJson(args[0]);
  if (args.length === 2 && typeof first === 'string') {
    return args[1] as string;
  }
  return args.length === 1 ? (args[0] as string) : args.length === 0 ? '' : `[${args.join(',')}]`;
}
