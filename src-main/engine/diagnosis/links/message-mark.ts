import type { EntryBody, JsonValue } from '../../../contract/entry';
import { isObject, parseJson } from '../../../contract/json-text';
import type { Codec } from '../../protocols/protocol-module';

/** What an entry says of its message, in a form in which entries of any two protocols compare. */
export interface MessageMark {
  readonly entry: EntryBody;
  /** Where it was seen: each event passes there once. */
  readonly place: string;
  /** Event and payload; entries of one message have the same. */
  readonly content: string;
  /** Names as the hub has them; null where its protocol has others (exchanges, streams). */
  readonly channels: ReadonlySet<string> | null;
  /** Socket id of the connection it is not for; '' if for all, null if the place does not tell. */
  readonly socket: string | null;
  /** Id of the message, '' if it has none. */
  readonly id: string;
}

/** Total: a payload that cannot be read is compared by its bytes. */
export function markOf(entry: EntryBody, codec: Codec | undefined): MessageMark {
  const { row, detail, rawBase64 } = entry;
  const payload = parseJson(codec?.explain(entry).payload ?? '');
  const isOwn = row.protocol === 'amqp' || typeof detail?.stream === 'string';
  const data = payload === undefined ? { '@raw': rawBase64 } : plainData(payload);
  return {
    entry,
    place: [row.source, row.protocol, row.kind, row.direction].join(' '),
    content: `${row.event}\n${written(withoutSocket(data))}`,
    channels: isOwn ? null : new Set(row.channel.split(', ').filter(Boolean).map(hubName)),
    socket: socketOf(entry, data),
    id: typeof detail?.messageId === 'string' ? detail.messageId : '',
  };
}

/** Pusher sends data as a text that holds JSON. */
function plainData(payload: JsonValue): JsonValue {
  return typeof payload === 'string' ? (parseJson(payload) ?? payload) : payload;
}

/** Laravel puts the socket id into the data where the driver has no other place for it. */
function withoutSocket(data: JsonValue): JsonValue {
  if (!isObject(data)) return data;
  return Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'socket'));
}

function socketOf({ row, detail, rawBase64, isText }: EntryBody, data: JsonValue): string | null {
  if (row.protocol === 'redis') return typeof detail?.socket === 'string' ? detail.socket : '';
  if (row.protocol === 'log') return isObject(data) && typeof data.socket === 'string' ? data.socket : '';
  if (row.kind !== 'publish' || row.protocol !== 'pusher' || !isText) return null;
  const body = parseJson(Buffer.from(rawBase64, 'base64').toString());
  return isObject(body) && typeof body.socket_id === 'string' ? body.socket_id : '';
}

/** Ably writes Laravel's kinds in its own way; see 8.1 of its table in docs/protocols/ably.md. */
function hubName(channel: string): string {
  return channel.replace(/^public:/, '').replace(/^(private|presence):/, '$1-');
}

/** JSON with the members of objects in one order. */
function written(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => written(item)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((name) => `${JSON.stringify(name)}:${written(value[name] as JsonValue)}`).join(',')}}`;
}
