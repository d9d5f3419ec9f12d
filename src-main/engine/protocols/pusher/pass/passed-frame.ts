import type { EntryDetail, JsonValue } from '../../../../contract/entry';
import { membersOf, parseJson } from '../../../../contract/json-text';
import type { EntryInput } from '../../../capture/recorder';
import { codec } from '../codec';

/** A frame that passed through, as an entry, and what it tells of the connection. */
export interface PassedFrame {
  readonly entry: Pick<EntryInput, 'kind' | 'action' | 'channel' | 'event' | 'code' | 'detail'>;
  readonly tells:
    | { readonly what: 'established'; readonly socketId: string }
    | { readonly what: 'asked'; readonly channel: string; readonly user: string }
    | { readonly what: 'subscribed' | 'unsubscribed' | 'refused'; readonly channel: string }
    | { readonly what: 'signedIn'; readonly user: string }
    | { readonly what: 'member'; readonly channel: string; readonly userId: string; readonly info: string | null }
    | { readonly what: 'event'; readonly channel: string; readonly event: string; readonly data: string }
    | { readonly what: 'heartbeat' }
    | null;
}

const heartbeat = { what: 'heartbeat' } as const;

/** What a page sent. Total. */
export function frameUp(bytes: Buffer): PassedFrame {
  const { event, channel, data, note } = codec.decode(bytes);
  if (note !== '') return unreadable(note);
  switch (event) {
    case 'pusher:ping':
    case 'pusher:pong':
      return { entry: { kind: 'ping', action: 'heartbeat', event }, tells: heartbeat };
    case 'pusher:subscribe': {
      const asked = textOf(data, 'channel');
      const entry = { kind: 'ping', action: 'chatter', event, channel: asked } as const;
      return { entry, tells: { what: 'asked', channel: asked, user: idIn(textOf(data, 'channel_data'), 'user_id') } };
    }
    case 'pusher:unsubscribe': {
      const left = textOf(data, 'channel');
      const entry = { kind: 'subscribe', action: 'unsubscribe', channel: left } as const;
      return { entry, tells: { what: 'unsubscribed', channel: left } };
    }
    case 'pusher:signin':
      return { entry: { kind: 'auth', event }, tells: null };
    default:
      return { entry: { kind: 'client', channel, event }, tells: null };
  }
}

/** What the real server sent. Total. */
export function frameDown(bytes: Buffer): PassedFrame {
  const { event, channel, data, note } = codec.decode(bytes);
  if (note !== '') return unreadable(note);
  switch (event) {
    case 'pusher:connection_established':
      return {
        entry: { kind: 'connection', action: 'open', event },
        tells: { what: 'established', socketId: textOf(data, 'socket_id') },
      };
    case 'pusher:ping':
    case 'pusher:pong':
      return { entry: { kind: 'ping', action: 'heartbeat', event }, tells: heartbeat };
    case 'pusher_internal:subscription_succeeded':
      return {
        entry: { kind: 'subscribe', action: 'subscribe', channel, event },
        tells: { what: 'subscribed', channel },
      };
    case 'pusher_internal:member_added':
    case 'pusher_internal:member_removed':
      return memberFrame(event, channel, data);
    case 'pusher:signin_success': {
      const user = idIn(textOf(data, 'user_data'), 'id');
      return { entry: { kind: 'ping', action: 'chatter', event }, tells: { what: 'signedIn', user } };
    }
    case 'pusher:subscription_error':
      return {
        entry: { kind: 'refused', action: 'subscribe', channel, event, ...errorOf(data) },
        tells: { what: 'refused', channel },
      };
    case 'pusher:error':
      return { entry: { kind: 'error', event, channel, ...errorOf(data) }, tells: null };
    default:
      if (event.startsWith('pusher:') || event.startsWith('pusher_internal:')) {
        return { entry: { kind: 'ping', action: 'chatter', event, channel }, tells: null };
      }
      return {
        entry: { kind: 'deliver', channel, event },
        tells: { what: 'event', channel, event, data: wireData(bytes) },
      };
  }
}

function memberFrame(event: string, channel: string, data: JsonValue | undefined): PassedFrame {
  const isJoin = event.endsWith('added');
  const fields = membersOf(data);
  const userId = String(fields.user_id ?? '');
  const info = isJoin ? JSON.stringify(fields.user_info ?? null) : null;
  return {
    entry: { kind: 'presence', action: isJoin ? 'join' : 'leave', channel, event, detail: { user: userId } },
    tells: { what: 'member', channel, userId, info },
  };
}

/** Data of a delivery as its publish has it: the text inside, or the JSON of what is no string. */
function wireData(bytes: Buffer): string {
  const { data } = JSON.parse(bytes.toString()) as { data?: unknown };
  return typeof data === 'string' ? data : JSON.stringify(data ?? null);
}

function unreadable(note: string): PassedFrame {
  const detail = { reason: `A frame that cannot be read: ${note}.`, hint: 'It was passed on as it came.' };
  return { entry: { kind: 'error', detail }, tells: null };
}

function errorOf(data: JsonValue | undefined): { code?: number; detail: EntryDetail } {
  const { code, status, message, error } = membersOf(data);
  const number = typeof code === 'number' ? code : typeof status === 'number' ? status : undefined;
  const said = typeof message === 'string' ? message : typeof error === 'string' ? error : JSON.stringify(data ?? '');
  return { detail: { reason: said }, ...(number === undefined ? {} : { code: number }) };
}

function textOf(value: JsonValue | undefined, name: string): string {
  const found = membersOf(value)[name];
  return typeof found === 'string' ? found : '';
}

/** The id of a user in JSON that was signed; '' if it has none. */
function idIn(signed: string, name: 'user_id' | 'id'): string {
  const id = membersOf(parseJson(signed))[name];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

/** Members of a presence channel's roster, from the frame that confirms a subscription. */
export function rosterOf(bytes: Buffer): readonly (readonly [userId: string, info: string])[] {
  const presence = membersOf(membersOf(codec.decode(bytes).data).presence);
  return Object.entries(membersOf(presence.hash)).map(([id, info]) => [id, JSON.stringify(info)] as const);
}
