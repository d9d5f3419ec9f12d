/** The versions of Engine.IO: 3 is what Socket.IO 1 and 2 speak, 4 is what 3 and 4 do. */
export type EngineVersion = 3 | 4;

/** One packet of a poll: its text with the digit of its type, or bytes. */
export type Packet = string | Buffer;

const separator = '\x1e';
const base64Mark = 'b';
/** Protocol 3 puts the digit of a message before its bytes. */
const messageByte = 0x04;

/**
 * Packets as the body of an answer to a poll. Protocol 4 has U+001E between them and `b` before base64; protocol 3 has the
 * length of each in UTF-16 units before it, and `b4` before base64, which clients that take bytes understand as well.
 */
export function encodePayload(packets: readonly Packet[], version: EngineVersion): string {
  if (version === 4) {
    return packets
      .map((one) => (typeof one === 'string' ? one : `${base64Mark}${one.toString('base64')}`))
      .join(separator);
  }
  return packets
    .map((one) => (typeof one === 'string' ? one : `${base64Mark}4${one.toString('base64')}`))
    .map((text) => `${text.length}:${text}`)
    .join('');
}

/** The body of a poll's POST. null if it is none. Total. */
export function decodePayload(body: Buffer, version: EngineVersion, isBytes: boolean): readonly Packet[] | null {
  if (version === 4) {
    return body
      .toString()
      .split(separator)
      .map((text) => (text.startsWith(base64Mark) ? Buffer.from(text.slice(1), 'base64') : text));
  }
  return isBytes ? decodeBytes(body) : decodeLengths(body.toString());
}

function decodeLengths(text: string): readonly Packet[] | null {
  const packets: Packet[] = [];
  for (let at = 0; at < text.length; ) {
    const colon = text.indexOf(':', at);
    const digits = text.slice(at, colon);
    const end = colon + 1 + Number(digits);
    if (colon < 0 || !/^\d{1,9}$/.test(digits) || end > text.length) {
      return null;
    }
    const packet = text.slice(colon + 1, end);
    packets.push(packet.startsWith('b4') ? Buffer.from(packet.slice(2), 'base64') : packet);
    at = end;
  }
  return packets.length === 0 ? null : packets;
}

/** `<0 text | 1 bytes><digits of the length, a byte each><255><packet>`, as clients of protocol 3 send bytes. */
function decodeBytes(body: Buffer): readonly Packet[] | null {
  const packets: Packet[] = [];
  for (let at = 0; at < body.length; ) {
    const kind = body[at];
    const mark = body.indexOf(0xff, at + 1);
    const digits = [...body.subarray(at + 1, mark)];
    const length = digits.reduce((sum, digit) => sum * 10 + digit, 0);
    const end = mark + 1 + length;
    const isWrong = mark < 0 || digits.length === 0 || digits.length > 9 || digits.some((digit) => digit > 9);
    if (isWrong || end > body.length || (kind !== 0 && kind !== 1)) {
      return null;
    }
    const packet = body.subarray(mark + 1, end);
    packets.push(kind === 0 ? packet.toString() : withoutType(packet, 3));
    at = end;
  }
  return packets.length === 0 ? null : packets;
}

/** What a binary frame carries. */
export function withoutType(frame: Buffer, version: EngineVersion): Buffer {
  return version === 3 && frame[0] === messageByte ? frame.subarray(1) : frame;
}

/** Bytes as a binary frame has them. */
export function withType(bytes: Buffer, version: EngineVersion): Buffer {
  return version === 3 ? Buffer.concat([Buffer.from([messageByte]), bytes]) : bytes;
}
