import type { JsonValue } from '../../../contract/entry';
import { parseJson } from '../../../contract/json-text';
import type { Message } from '../../../contract/message';
import type { Codec } from '../protocol-module';
import { explain } from './explain';

/** Pure and total: what cannot be read is said in `note`. */
export const codec: Codec = { decode, encode, explain };

function decode(frame: Uint8Array): Message {
  const text = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString();
  const value = parseJson(text);
  if (value === undefined) {
    return broken('not valid JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return broken('not a JSON object');
  }
  const { event, channel, data } = value as { readonly [name: string]: JsonValue | undefined };
  const inner = typeof data === 'string' ? parseJson(data) : undefined;
  return {
    event: typeof event === 'string' ? event : '',
    channel: typeof channel === 'string' ? channel : '',
    data: inner === undefined ? data : inner,
    wasString: inner !== undefined,
    note: typeof event === 'string' ? '' : 'no event name',
  };
}

/** As a server sends it: data as a JSON string inside JSON. A plain text stays one, unless it would read as JSON. */
function encode(message: { event: string; channel: string; data: unknown }): Buffer {
  const { event, channel, data } = message;
  const isPlain = typeof data === 'string' && parseJson(data) === undefined;
  const text = isPlain ? data : JSON.stringify(data);
  return Buffer.from(JSON.stringify({ event, ...(channel === '' ? {} : { channel }), data: text }));
}

function broken(note: string): Message {
  return { event: '', channel: '', data: undefined, wasString: false, note };
}
