import type { JsonValue } from '../../contract/entry';
import { isObject, parseJson } from '../../contract/json-text';
import { memberText, withoutMember } from './json-slice';

/** What Laravel's redis driver puts into one message. */
export interface LaravelBroadcast {
  /** Of laravel: {"event","data","socket"} · reverb: what Reverb's servers tell each other · other: anything else. */
  readonly form: 'laravel' | 'reverb' | 'other';
  /** '' if it names none. */
  readonly event: string;
  /** JSON text of the data as it was written, less the `socket` Laravel puts into it a second time. '' if there is none. */
  readonly data: string;
  /** Socket id of the connection it is not for (toOthers), null if for all. */
  readonly socket: string | null;
  /** What is unusual about it, in words; '' if nothing. */
  readonly note: string;
}

const other = { form: 'other', event: '', data: '', socket: null } as const;

/**
 * Reads a message of Laravel's redis broadcaster (Illuminate\Broadcasting\Broadcasters\RedisBroadcaster): `socket` stands at
 * the top and again in `data`. Of Reverb's scaling channel (Laravel\Reverb\Servers\Reverb\Publishing) the payload is read.
 */
export function readBroadcast(text: string): LaravelBroadcast {
  if (text === '') {
    return {
      ...other,
      note: 'The message is empty: json_encode failed in the application, mostly for text that is no UTF-8.',
    };
  }
  const value = parseJson(text);
  if (!isObject(value))
    return { ...other, note: value === undefined ? 'It is no JSON.' : 'It is JSON, but no object.' };
  if (typeof value.event === 'string') return { ...read(text, value, value.event), form: 'laravel' };
  const payload = value.payload;
  if (value.type === 'message' && isObject(payload) && typeof payload.event === 'string') {
    const inner = read(memberText(text, 'payload') ?? '{}', payload, payload.event);
    const socket = typeof value.socket_id === 'string' ? value.socket_id : null;
    return {
      ...inner,
      form: 'reverb',
      socket,
      note: "Reverb's servers tell each other: what is sent to each one's connections.",
    };
  }
  return { ...other, note: 'It names no event, so it is none of Laravel.' };
}

function read(text: string, { socket, data: plain }: Readonly<Record<string, JsonValue>>, event: string) {
  const data = memberText(text, 'data') ?? '';
  const isTwice = isObject(plain) && 'socket' in plain && plain.socket === (socket ?? null);
  return {
    event,
    data: isTwice ? withoutMember(data, 'socket') : data,
    socket: typeof socket === 'string' && socket !== '' ? socket : null,
    note: data === '' ? 'It has no data.' : '',
  };
}

/** A message as Laravel's redis driver would write it. `data` is JSON text. */
export function writeBroadcast(event: string, data: string, socket: string | null): string {
  return `{"event":${JSON.stringify(event)},"data":${data === '' ? 'null' : data},"socket":${JSON.stringify(socket)}}`;
}
