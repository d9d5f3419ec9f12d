import type { JsonValue } from '../../../../contract/entry';
import { membersOf, parseJson } from '../../../../contract/json-text';
import { elementTexts, memberText } from '../../../formats/json-slice';

/** Flags of ATTACHED. */
export const resumedFlag = 4;

export interface AblyError {
  readonly code: number;
  readonly message: string;
}

/** One frame; what it does not say is empty. */
export interface ProtocolMessage {
  /** -1 if the frame is none of the protocol. */
  readonly action: number;
  readonly id: string;
  readonly channel: string;
  readonly flags: number;
  readonly connectionId: string;
  readonly connectionKey: string;
  readonly clientId: string;
  readonly maxIdleMs: number | null;
  readonly error: AblyError | null;
  /** JSON texts of its messages, and of its members of a presence set, as they were written. */
  readonly messages: readonly string[];
  readonly presence: readonly string[];
}

/** Reads a frame of text. Total. */
export function readFrame(text: string): ProtocolMessage {
  const frame = membersOf(parseJson(text));
  const details = membersOf(frame.connectionDetails);
  const error = membersOf(frame.error);
  return {
    action: typeof frame.action === 'number' ? frame.action : -1,
    id: textOf(frame.id),
    channel: textOf(frame.channel),
    flags: typeof frame.flags === 'number' ? frame.flags : 0,
    connectionId: textOf(frame.connectionId),
    connectionKey: textOf(details.connectionKey) || textOf(frame.connectionKey),
    clientId: textOf(details.clientId),
    maxIdleMs: typeof details.maxIdleInterval === 'number' ? details.maxIdleInterval : null,
    error: typeof error.code === 'number' ? { code: error.code, message: textOf(error.message) } : null,
    messages: Array.isArray(frame.messages) ? elementTexts(memberText(text, 'messages') ?? '[]') : [],
    presence: Array.isArray(frame.presence) ? elementTexts(memberText(text, 'presence') ?? '[]') : [],
  };
}

export interface AblyMessage {
  readonly id: string;
  readonly name: string;
  readonly clientId: string;
  /** JSON text of the data with its encodings undone; a text as a JSON string. '' if there is none, or it cannot be read. */
  readonly data: string;
  readonly encoding: string;
  readonly timestamp: number | null;
  /** Of a presence message: 0 absent 1 present 2 enter 3 leave 4 update. */
  readonly action: number | null;
  readonly note: string;
}

/** Reads one message. Its encodings (json, utf-8, base64) are undone from right to left. Total. */
export function readMessage(text: string): AblyMessage {
  const value = parseJson(text);
  const message = membersOf(value);
  const encoding = textOf(message.encoding);
  const { data, note } = decoded(message.data, memberText(text, 'data') ?? '', encoding);
  return {
    id: textOf(message.id),
    name: textOf(message.name),
    clientId: textOf(message.clientId),
    data: value === undefined ? '' : data,
    encoding,
    timestamp: typeof message.timestamp === 'number' ? message.timestamp : null,
    action: typeof message.action === 'number' ? message.action : null,
    note: value === undefined ? 'It is no JSON.' : note,
  };
}

function decoded(plain: JsonValue | undefined, written: string, encoding: string): { data: string; note: string } {
  if (encoding === '' || typeof plain !== 'string') return { data: written, note: '' };
  let text: string | Buffer = plain;
  for (const step of encoding.split('/').reverse()) {
    if (step === 'base64') text = Buffer.from(String(text), 'base64');
    else if (step === 'utf-8') text = text.toString();
    else if (step === 'json') {
      const json = text.toString();
      return parseJson(json) === undefined
        ? { data: JSON.stringify(json), note: 'It says json and is none.' }
        : { data: json, note: '' };
    } else {
      const what = step.startsWith('cipher')
        ? 'It is encrypted: only those who have its key can read it.'
        : `Its encoding ${step} is not read here.`;
      return { data: JSON.stringify(plain), note: what };
    }
  }
  if (typeof text === 'string') return { data: JSON.stringify(text), note: '' };
  return { data: JSON.stringify({ '@base64': text.toString('base64') }), note: '' };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
