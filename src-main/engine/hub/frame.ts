import type { Seq } from '../../contract/ids';

/** One WebSocket frame as a server sends it (unmasked, RFC 6455 section 5.2), and the part of it that is payload. */
export interface EncodedFrame {
  readonly bytes: Buffer;
  readonly payload: Buffer;
}

/** A frame on its way to one or many connections, with the entry it belongs to. */
export interface OutgoingFrame {
  readonly bytes: Buffer;
  readonly seq: Seq;
  /** It keeps the connection alive and is no message: not counted as one. */
  readonly isHeartbeat?: true;
}

const finText = 0x81;
const finBinary = 0x82;
const finPing = 0x89;
const finPong = 0x8a;
const length16 = 126;
const length64 = 127;

/** Encoded once for all receivers: header and payload share one buffer. */
export function encodeTextFrame(text: string): EncodedFrame {
  const payloadBytes = Buffer.byteLength(text);
  const { bytes, headerBytes } = allocate(finText, payloadBytes);
  bytes.write(text, headerBytes, 'utf8');
  return { bytes, payload: bytes.subarray(headerBytes) };
}

/** A message passed on as it came: copied, so that the caller may reuse its buffer. Text has to be UTF-8. */
export function encodeMessageFrame(payload: Uint8Array, isBinary: boolean): EncodedFrame {
  return encodeBytes(isBinary ? finBinary : finText, payload);
}

/** `payload` comes back in the peer's pong, at most 125 bytes. */
export function encodePingFrame(payload: Uint8Array): EncodedFrame {
  return encodeBytes(finPing, payload);
}

/** `payload` is what the peer's ping carried, at most 125 bytes. */
export function encodePongFrame(payload: Uint8Array): EncodedFrame {
  return encodeBytes(finPong, payload);
}

function encodeBytes(firstByte: number, payload: Uint8Array): EncodedFrame {
  const { bytes, headerBytes } = allocate(firstByte, payload.length);
  bytes.set(payload, headerBytes);
  return { bytes, payload: bytes.subarray(headerBytes) };
}

function allocate(firstByte: number, payloadBytes: number): { bytes: Buffer; headerBytes: number } {
  const headerBytes = payloadBytes < length16 ? 2 : payloadBytes < 65_536 ? 4 : 10;
  const bytes = Buffer.allocUnsafe(headerBytes + payloadBytes);
  bytes[0] = firstByte;
  if (headerBytes === 2) {
    bytes[1] = payloadBytes;
  } else if (headerBytes === 4) {
    bytes[1] = length16;
    bytes.writeUInt16BE(payloadBytes, 2);
  } else {
    bytes[1] = length64;
    bytes.writeUInt32BE(0, 2);
    bytes.writeUInt32BE(payloadBytes, 6);
  }
  return { bytes, headerBytes };
}
