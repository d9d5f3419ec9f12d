import { type Packet, withoutType } from '../payload';

const opcodeMask = 0x0f;
const binary = 2;

/** The packets in bytes that were encoded as whole WebSocket frames of a server, which are not masked. */
export function packetsOf(bytes: Buffer, version: 3 | 4): readonly Packet[] {
  const packets: Packet[] = [];
  for (let at = 0; at + 2 <= bytes.length; ) {
    const opcode = (bytes[at] as number) & opcodeMask;
    const short = bytes[at + 1] as number;
    const headBytes = short < 126 ? 2 : short === 126 ? 4 : 10;
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6);
    const payload = bytes.subarray(at + headBytes, at + headBytes + length);
    packets.push(opcode === binary ? withoutType(Buffer.from(payload), version) : payload.toString());
    at += headBytes + length;
  }
  return packets;
}
