import { isJson } from '../../../../contract/json-text';
import { type FrameReader, type FrameRole, reading } from '../../frame-reader';

const packets: readonly (readonly [name: string, role: FrameRole])[] = [
  ['reserved', 'chatter'],
  ['CONNECT', 'chatter'],
  ['CONNACK', 'chatter'],
  ['PUBLISH', 'message'],
  ['PUBACK', 'chatter'],
  ['PUBREC', 'chatter'],
  ['PUBREL', 'chatter'],
  ['PUBCOMP', 'chatter'],
  ['SUBSCRIBE', 'subscribe'],
  ['SUBACK', 'chatter'],
  ['UNSUBSCRIBE', 'unsubscribe'],
  ['UNSUBACK', 'chatter'],
  ['PINGREQ', 'heartbeat'],
  ['PINGRESP', 'heartbeat'],
  ['DISCONNECT', 'chatter'],
  ['AUTH', 'chatter'],
];

/** MQTT 3.1, 3.1.1 and the heads of 5: the first packet of a message names it; a message may hold several, or part of one. */
export const mqttReader: FrameReader = {
  id: 'mqtt',
  name: 'MQTT',
  read(bytes, isBinary) {
    if (!isBinary || bytes.length < 2) return null;
    const first = bytes[0] as number;
    const [event, role] = packets[first >> 4] as (typeof packets)[number];
    const length = varint(bytes, 1);
    if (length === null) return null;
    const end = length.next + length.value;
    const note = end > bytes.length ? 'part of a packet' : end < bytes.length ? 'several packets in one message' : '';
    // SUBSCRIBE and UNSUBSCRIBE: a packet number, then the first topic. MQTT 5 has properties in between, of length 0 mostly.
    const isList = event === 'SUBSCRIBE' || event === 'UNSUBSCRIBE';
    const at = length.next + (isList ? 2 : 0);
    const topic = event === 'PUBLISH' || isList ? (textAt(bytes, at) ?? textAt(bytes, at + 1)) : null;
    const qos = (first >> 1) & 3;
    const bodyAt = event === 'PUBLISH' && topic !== null ? topic.next + (qos > 0 ? 2 : 0) : end;
    const body = Buffer.from(bytes.subarray(bodyAt, Math.min(end, bytes.length))).toString();
    return reading({
      role,
      event,
      channel: topic?.text ?? '',
      payload: isJson(body) ? body : '',
      facts:
        event === 'PUBLISH'
          ? [
              ['QoS', String(qos)],
              ['Retained', (first & 1) === 1 ? 'yes' : 'no'],
            ]
          : [],
      summary: body,
      note,
    });
  },
};

/** Remaining length: seven bits a byte, four bytes at most. */
function varint(bytes: Uint8Array, at: number): { value: number; next: number } | null {
  let value = 0;
  for (let i = 0; i < 4; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    value += (byte & 0x7f) * 128 ** i;
    if ((byte & 0x80) === 0) return { value, next: at + i + 1 };
  }
  return null;
}

function textAt(bytes: Uint8Array, at: number): { text: string; next: number } | null {
  const [high, low] = [bytes[at], bytes[at + 1]];
  if (high === undefined || low === undefined) return null;
  const length = high * 256 + low;
  const next = at + 2 + length;
  return length === 0 || next > bytes.length
    ? null
    : { text: Buffer.from(bytes.subarray(at + 2, next)).toString(), next };
}
