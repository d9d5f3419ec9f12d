import type { EntryBody, JsonValue } from '../../../contract/entry';
import { parseJson } from '../../../contract/json-text';
import type { Explanation, Message } from '../../../contract/message';
import type { Codec } from '../protocol-module';
import { explainSections } from './explain-sections';

/** Longer messages are not taken apart only to name them. */
const namedBytes = 65_536;
const nameChars = 200;
const openBrace = 0x7b;

/** Pure and total. A frame is a message as it is: JSON, a text, or bytes. Its path is no part of it. */
export const codec: Codec = { decode, encode, explain };

function decode(frame: Uint8Array): Message {
  const text = textOf(frame);
  if (text === null) {
    return { event: 'binary', channel: '', data: undefined, wasString: false, note: '' };
  }
  const value = parseJson(text);
  return { event: nameOf(value), channel: '', data: value === undefined ? text : value, wasString: false, note: '' };
}

function encode({ data }: { event: string; channel: string; data: unknown }): Buffer {
  const isPlain = typeof data === 'string' && parseJson(data) === undefined;
  return Buffer.from(isPlain ? data : (JSON.stringify(data) ?? ''));
}

/** What a message is called on the timeline: what it calls itself, where it is a JSON object that does. */
export function eventName(payload: Uint8Array, isBinary: boolean): string {
  if (isBinary) {
    return 'binary';
  }
  const mayHaveName = payload[0] === openBrace && payload.length <= namedBytes;
  return mayHaveName ? nameOf(parseJson(Buffer.from(payload).toString())) : plainName;
}

const plainName = 'message';
const nameFields = ['event', 'type', 'action'];

function nameOf(value: JsonValue | undefined): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return plainName;
  }
  const object = value as { readonly [name: string]: JsonValue };
  const named = nameFields.map((field) => (Object.hasOwn(object, field) ? object[field] : undefined));
  const name = named.find((one) => typeof one === 'string' && one !== '' && one.length <= nameChars);
  return typeof name === 'string' ? name : plainName;
}

function explain(entry: EntryBody): Explanation {
  const text = entry.isText ? textOf(Buffer.from(entry.rawBase64, 'base64')) : null;
  const isMessage = entry.row.kind !== 'ping' && text !== null && text !== '' && parseJson(text) !== undefined;
  return { payload: isMessage ? text : '', encodedPaths: [], sections: explainSections(entry) };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** null if the bytes are no UTF-8. */
function textOf(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
