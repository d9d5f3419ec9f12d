import { decode, encode } from '@msgpack/msgpack';
import type { JsonValue } from '../../../contract/entry';
import { membersOf } from '../../../contract/json-text';

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
    return plain(decode(bytes, { useBigInt64: true, ...bounds }), 0);
  } catch {
    return undefined;
  }
}

export function pack(value: PackedValue): Uint8Array {
  return encode(value, { ignoreUndefined: true });
}

/** MessagePack of Ably is a map or a list, which no text begins with. */
export function isPacked(bytes: Uint8Array): boolean {
  const first = bytes[0] ?? 0;
  return first >= 0x80;
}

/** What a frame says as JSON text, in which bytes are base64 as JSON clients get them. undefined if it is none. */
export function asJsonText(bytes: Uint8Array): string | undefined {
  if (!isPacked(bytes)) return Buffer.from(bytes).toString();
  const value = unpack(bytes);
  return value === undefined
    ? undefined
    : JSON.stringify(value, (_, one) => (isBuffer(one) ? base64(one) : withBase64(one)));
}

/** A message with bytes for its data says so in its encoding. */
function withBase64(value: unknown): unknown {
  const { data, encoding } = membersOf(value) as { readonly data?: unknown; readonly encoding?: unknown };
  return data instanceof Uint8Array
    ? {
        ...(value as object),
        data: base64(data),
        encoding: typeof encoding === 'string' && encoding !== '' ? `${encoding}/base64` : 'base64',
      }
    : value;
}

const isBuffer = (value: unknown): value is Uint8Array => value instanceof Uint8Array;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

function plain(value: unknown, depth: number): PackedValue {
  if (depth > deepest) throw new Error('It is nested too deeply.');
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value.toString();
  }
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map((one) => plain(one, depth + 1));
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, depth + 1)]));
  }
  return value === undefined ? null : (value as PackedValue);
}
