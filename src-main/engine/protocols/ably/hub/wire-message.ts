import type { JsonValue } from '../../../../contract/entry';
import { membersOf, parseJson } from '../../../../contract/json-text';
import { elementTexts, memberText } from '../../../formats/json-slice';
import { type PackedValue, pack, unpack } from '../../../formats/message-pack';
import type { AblyFault } from './fault';

/** A message, or a member of a presence set, as it travels; bytes are bytes, whatever it travelled in. */
export interface WireMessage {
  readonly id: string;
  readonly name: string;
  readonly data: string | Uint8Array | null;
  /** Without `base64`, which is of the wire: `json`, `utf-8/cipher+aes-128-cbc`; '' for none. */
  readonly encoding: string;
  readonly clientId: string;
  /** Of the connection it is published for, over REST; '' if none was named. */
  readonly connectionKey: string;
  readonly extras: JsonValue | null;
  /** Of a presence message: 1 present, 2 enter, 3 leave, 4 update. */
  readonly action: number | null;
}

/** One message of a request with the bytes it came as. */
export interface SentMessage {
  readonly message: WireMessage;
  readonly body: Uint8Array;
}

const mostBytes = 65_536;

const notRead: AblyFault = {
  code: 40001,
  status: 400,
  check: 'body',
  reason: 'The body is no message of Ably, nor a list of them.',
  hint: 'Send {"name":"…","data":"…"} as JSON or MessagePack; the Content-Type says which.',
  expected: 'application/json or application/x-msgpack',
};

/** Messages of a publish over REST: one, or a list. Total. */
export function readBody(body: Uint8Array, isPacked: boolean): readonly SentMessage[] | AblyFault {
  const value = isPacked ? unpack(body) : parseJson(Buffer.from(body).toString());
  const list = Array.isArray(value) ? value : [value];
  if (list.length === 0 || !list.every(isMap)) {
    return { ...notRead, received: isPacked ? `${body.length} bytes of MessagePack` : Buffer.from(body).toString() };
  }
  const texts = isPacked ? [] : Array.isArray(value) ? elementTexts(Buffer.from(body).toString()) : [];
  return readMessages(list, texts, list.length === 1 && !Array.isArray(value) ? body : null);
}

/** `texts`: the same as they were written in JSON, where they were. `whole`: the bytes of the only one. */
export function readMessages(
  list: readonly PackedValue[],
  texts: readonly string[],
  whole: Uint8Array | null = null,
): readonly SentMessage[] | AblyFault {
  const sent: SentMessage[] = [];
  let bytes = 0;
  for (const [at, value] of list.entries()) {
    const text = texts[at];
    const body = whole ?? (text === undefined ? pack(value) : Buffer.from(text));
    const message = readMessage(value, () => (whole === null ? (text ?? '') : Buffer.from(whole).toString()));
    if (typeof message === 'string') {
      return {
        ...notRead,
        code: 40013,
        reason: message,
        hint: 'SDKs encode data as a text or bytes.',
        expected: 'data: a text, bytes or JSON',
      };
    }
    bytes += sizeOf(message);
    sent.push({ message, body });
  }
  return bytes > mostBytes
    ? {
        code: 40009,
        status: 413,
        check: 'size',
        reason: `The messages have ${bytes} bytes, at most ${mostBytes} are allowed.`,
        hint: 'Publish an id and let the receivers fetch the rest.',
        received: `${bytes} bytes`,
        expected: `at most ${mostBytes} bytes`,
      }
    : sent;
}

/** A sentence if it is none. `text` gives it as JSON, '' where it came as MessagePack. */
function readMessage(value: PackedValue, text: () => string): WireMessage | string {
  const message = membersOf(value) as { readonly [name: string]: PackedValue | undefined };
  for (const name of ['id', 'name', 'encoding', 'clientId', 'connectionKey']) {
    const given = message[name];
    if (given !== undefined && given !== null && typeof given !== 'string') {
      return `${name} of a message has to be a text.`;
    }
  }
  return {
    id: textOf(message.id),
    name: textOf(message.name),
    ...dataOf(message.data, textOf(message.encoding), text),
    clientId: textOf(message.clientId),
    connectionKey: textOf(message.connectionKey),
    extras: isMap(message.extras) ? (message.extras as JsonValue) : null,
    action: typeof message.action === 'number' ? message.action : null,
  };
}

function dataOf(
  data: PackedValue | undefined,
  encoding: string,
  text: () => string,
): Pick<WireMessage, 'data' | 'encoding'> {
  if (data === undefined || data === null) return { data: null, encoding };
  if (data instanceof Uint8Array) return { data, encoding };
  if (typeof data === 'string') {
    const isBytes = /(^|\/)base64$/.test(encoding);
    return isBytes
      ? { data: Buffer.from(data, 'base64'), encoding: encoding.replace(/\/?base64$/, '') }
      : { data, encoding };
  }
  // Nobody's SDK sends it so, but people with curl do: as it was written, numbers and all.
  const json = memberText(text(), 'data') ?? JSON.stringify(data);
  return { data: json, encoding: encoding === '' ? 'json' : `${encoding}/json` };
}

/** Fields of a message as Ably counts them: name, client id, data and extras. */
function sizeOf({ name, clientId, data, extras }: WireMessage): number {
  const dataBytes = data === null ? 0 : typeof data === 'string' ? Buffer.byteLength(data) : data.length;
  return name.length + clientId.length + dataBytes + (extras === null ? 0 : JSON.stringify(extras).length);
}

/** Its data and encoding as JSON has them. */
export function jsonData({ data, encoding }: Pick<WireMessage, 'data' | 'encoding'>) {
  if (data === null || typeof data === 'string') return { data, encoding };
  return { data: Buffer.from(data).toString('base64'), encoding: encoding === '' ? 'base64' : `${encoding}/base64` };
}

/** What subscribers by Pusher get: a text, or JSON; bytes as base64. */
export function pusherData(message: WireMessage): string {
  return jsonData(message).data ?? '';
}

function isMap(value: unknown): value is { readonly [name: string]: PackedValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function textOf(value: PackedValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
