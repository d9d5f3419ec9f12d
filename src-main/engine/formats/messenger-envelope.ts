import type { JsonValue } from '../../contract/entry';
import { isJson, isObject, parseJson } from '../../contract/json-text';
import { phpString, readPhp } from './php-value';

export interface Stamp {
  /** Name of its class without namespace. */
  readonly name: string;
  readonly values: readonly JsonValue[];
}

/** A message of Symfony Messenger with what was stamped on it. */
export interface Envelope {
  /** php: PhpSerializer, the default · symfony: the Serializer component, JSON with headers · other: neither. */
  readonly serializer: 'php' | 'symfony' | 'other';
  /** Class of the message; '' if it is not known. */
  readonly type: string;
  /** JSON text of the message as it was written, or as JSON to look at; '' if it could not be read. */
  readonly message: string;
  readonly stamps: readonly Stamp[];
  /** Headers that are no stamps. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Only on delayed ones in Redis. */
  readonly uniqid: string;
  readonly note: string;
}

const stampHeader = 'X-Message-Stamp-';
const none = { type: '', message: '', stamps: [], headers: [], uniqid: '' } as const;

/**
 * Reads the value of the field `message` of a stream entry, or a member of the sorted set of delayed ones: JSON with body and
 * headers, which phpredis wraps as a PHP string by default (Symfony\Component\Messenger\Bridge\Redis\Transport\Connection). Total.
 */
export function readStreamValue(value: Buffer): Envelope {
  const wrapped = (phpString(value) ?? value).toString();
  const outer = parseJson(wrapped);
  if (!isObject(outer) || typeof outer.body !== 'string') {
    return {
      ...none,
      serializer: 'other',
      message: isJson(wrapped) ? wrapped : '',
      note: 'It is no message of Messenger: it has no body.',
    };
  }
  const headers = isObject(outer.headers) ? outer.headers : {};
  const uniqid = typeof outer.uniqid === 'string' ? outer.uniqid : '';
  return { ...readEnvelope(Buffer.from(outer.body), headers), uniqid };
}

/** Reads a body and its headers, as they come over RabbitMQ. Total. */
export function readEnvelope(body: Buffer, headers: Readonly<Record<string, unknown>>): Envelope {
  const type = headers.type;
  return typeof type === 'string' ? readSymfony(type, body, headers) : readPhpEnvelope(body, headers);
}

function readSymfony(type: string, body: Buffer, headers: Readonly<Record<string, unknown>>): Envelope {
  const text = body.toString();
  const stamps = Object.entries(headers).flatMap(([name, value]) => {
    if (!name.startsWith(stampHeader)) return [];
    const values = parseJson(String(value));
    return [
      { name: shortName(name.slice(stampHeader.length)), values: Array.isArray(values) ? values : [String(value)] },
    ];
  });
  const message = isJson(text) ? text : '';
  const note = message === '' ? 'Its body is no JSON: another format of the serializer.' : '';
  return { ...none, serializer: 'symfony', type, message, stamps, headers: plainHeaders(headers), note };
}

/** addslashes() of serialize(), base64 of that where it is no UTF-8 (Symfony\…\Transport\Serialization\PhpSerializer). */
function readPhpEnvelope(body: Buffer, headers: Readonly<Record<string, unknown>>): Envelope {
  const text = body.at(-1) === 0x7d ? body : Buffer.from(body.toString(), 'base64');
  const value = readPhp(withoutSlashes(text));
  const envelope = isObject(value) && value['@class'] === 'Symfony\\Component\\Messenger\\Envelope' ? value : null;
  const others = plainHeaders(headers);
  if (envelope === null) {
    const plain = body.toString();
    const note = 'It names no class and is not what PHP serialises: a consumer of Symfony would throw it away.';
    return { ...none, serializer: 'other', message: isJson(plain) ? plain : '', headers: others, note };
  }
  const message = envelope['-message'];
  const type = isObject(message) ? String(message['@class'] ?? '') : '';
  const stampMap = envelope['-stamps'];
  const stamps = Object.entries(isObject(stampMap) ? stampMap : {}).map(([name, values]) => ({
    name: shortName(name),
    values: (Array.isArray(values) ? values : [values]).map(plainStamp),
  }));
  return {
    ...none,
    serializer: 'php',
    type,
    message: JSON.stringify(withoutClass(message ?? null)),
    stamps,
    headers: others,
    note: '',
  };
}

/** `-busName` as `busName`: in a stamp nobody asks how its fields are kept. */
function plainStamp(stamp: JsonValue): JsonValue {
  if (!isObject(stamp)) return stamp;
  const members = Object.entries(stamp).filter(([name]) => name !== '@class');
  return Object.fromEntries(members.map(([name, value]) => [name.replace(/^[-#]/, ''), value]));
}

function withoutClass(message: JsonValue): JsonValue {
  if (!isObject(message)) return message;
  return Object.fromEntries(Object.entries(message).filter(([name]) => name !== '@class'));
}

/** PHP's stripslashes(), over bytes. */
function withoutSlashes(bytes: Buffer): Buffer {
  const plain = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at] as number;
    if (byte === 0x5c && at + 1 < bytes.length) {
      at += 1;
      byte = bytes[at] === 0x30 ? 0 : (bytes[at] as number);
    }
    plain[length] = byte;
    length += 1;
  }
  return plain.subarray(0, length);
}

function plainHeaders(headers: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return Object.entries(headers)
    .filter(([name]) => name !== 'type' && !name.startsWith(stampHeader))
    .map(([name, value]) => [name, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')]);
}

function shortName(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}

/** What the last stamp of a name says in a field; undefined if it is not stamped so. */
export function stamped({ stamps }: Pick<Envelope, 'stamps'>, name: string, field: string): JsonValue | undefined {
  const values = stamps.find((stamp) => stamp.name === name)?.values;
  const last = values?.[values.length - 1];
  return isObject(last) ? last[field] : undefined;
}

/** `failed in updates: `, of a message that was given up and lies in a failure transport; '' of any other. */
export function failedWords(envelope: Pick<Envelope, 'stamps'>): string {
  const failedIn = stamped(envelope, 'SentToFailureTransportStamp', 'originalReceiverName');
  return failedIn === undefined ? '' : `failed in ${String(failedIn)}: `;
}

/** Signed by Symfony 7.4 and later: what is sent unsigned would be thrown away. */
export function isSigned({ headers }: Pick<Envelope, 'headers'>): boolean {
  return headers.some(([name]) => name === 'Body-Sign');
}

/** A value a consumer of the Redis transport takes. `data` is JSON text. */
export function writeStreamValue(type: string, data: string): string {
  return JSON.stringify({ body: data, headers: { type, 'Content-Type': 'application/json' } });
}
