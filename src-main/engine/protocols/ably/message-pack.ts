import { membersOf } from '../../../contract/json-text';
import { unpack } from '../../formats/message-pack';

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
