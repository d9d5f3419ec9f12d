import { decode, encode } from '@msgpack/msgpack';
import type { JsonValue } from '../../contract/entry';
import { isoInstant } from './iso-instant';

/** Bytes as MessagePack has them, which JSON has not. */
export type PackedValue =
  | JsonValue
  | Uint8Array
  | readonly PackedValue[]
  | { readonly [name: string]: PackedValue | undefined };

const deepest = 100;

/**
 * What MessagePack holds; undefined if it is none. Integers too large for a number stay exact as texts of digits; other
 * types of its own (timestamps) are texts as well.
 */
export function unpack(bytes: Uint8Array): PackedValue | undefined {
  try {
    // What it claims to hold cannot be more than there are bytes.
    const most = bytes.length;
    const bounds = {
      maxStrLength: most,
      maxBinLength: most,
      maxArrayLength: most,
      maxMapLength: most,
      maxExtLength: most,
    };
    // Of a Buffer its bytes would be Buffers too, which JSON writes in a way of their own.
    const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return plain(decode(view, { useBigInt64: true, ...bounds }), 0);
  } catch {
    return undefined;
  }
}

export function pack(value: PackedValue): Uint8Array {
  return encode(value, { ignoreUndefined: true });
}

/**
 * JSON text of MessagePack that is a map or a list from its first byte to its last, bytes in it as `{"@base64":…}`; undefined for
 * anything else, since a number or a short text may be any bytes.
 */
export function packedText(bytes: Uint8Array): string | undefined {
  const first = bytes[0] ?? 0;
  const isContainer = (first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf);
  const value = isContainer && bytes.length > 1 ? unpack(bytes) : undefined;
  if (value === undefined) return undefined;
  return JSON.stringify(value, (_, one) =>
    one instanceof Uint8Array ? { '@base64': Buffer.from(one).toString('base64') } : one,
  );
}

function plain(value: unknown, depth: number): PackedValue {
  if (depth > deepest) throw new Error('It is nested too deeply.');
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((one) => plain(one, depth + 1));
  if (value instanceof Date) return isoInstant(value.getTime());
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, depth + 1)]));
  }
  return value === undefined ? null : (value as PackedValue);
}
