import type { AppLimits } from '../../../../contract/app';
import { memberText } from '../../../formats/json-slice';
import { channelNameFault, channelNameRule } from '../channel-name';
import type { Refusal } from './refuse';

/** An event somebody asks to be sent, as far as it could be read. */
export interface AskedEvent {
  readonly name: string;
  /** Without repetition; `channel` and `channels` together. */
  readonly channels: readonly string[];
  /** null if there is none. */
  readonly data: string | null;
  /** '' if no connection is to be left out. */
  readonly socketId: string;
  readonly info: string;
  /** What could not be read, as a sentence; null if all could. */
  readonly unreadable: string | null;
}

/** Channels of a publish that was refused which are worth naming. */
export const namedChannels = 100;

/**
 * Reads the fields of one event. PHP sends one channel as `channel`, Node as `channels`; if both are there, both are meant.
 * `data` is a string, but an object is understood too: its text goes out, as if the SDK had encoded it.
 */
export function readPublication(fields: { readonly [name: string]: unknown }, text: string): AskedEvent {
  const { name, channel, channels, data, socket_id: socketId, info } = fields;
  const listed = typeof channels === 'string' ? [channels] : (channels ?? []);
  const all = [
    ...(channel === undefined || channel === null ? [] : [channel]),
    ...(Array.isArray(listed) ? listed : []),
  ];
  let unreadable: string | null = null;
  if (!Array.isArray(listed) || !all.every((one) => typeof one === 'string')) {
    unreadable = 'channels has to be a list of names.';
  } else if (typeof name !== 'string') {
    unreadable = 'name has to be the name of the event.';
  } else if (typeof (socketId ?? '') !== 'string') {
    unreadable = 'socket_id has to be a string.';
  }
  return {
    name: typeof name === 'string' ? name : '',
    channels: [...new Set(all.filter((one): one is string => typeof one === 'string'))],
    data:
      data === undefined || data === null ? null : typeof data === 'string' ? data : (memberText(text, 'data') ?? ''),
    socketId: typeof socketId === 'string' ? socketId : '',
    info: typeof info === 'string' ? info : '',
    unreadable,
  };
}

/** What a publish that was not even authenticated says it is for, as far as can be read; for the timeline. */
export function meantFor(body: Buffer): { readonly channels?: readonly string[]; readonly event?: string } {
  const fields = parseObject(body.toString());
  if (fields === null) {
    return {};
  }
  const { channels, name } = readPublication(fields, '');
  return { channels: channels.slice(0, namedChannels), event: name };
}

/** A body as an object, null if it is none. */
export function parseObject(text: string): { readonly [name: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text === '' ? '{}' : text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Why an event cannot be published, null if it can. */
export function publicationFault(asked: AskedEvent, limits: AppLimits): Refusal | null {
  if (asked.unreadable !== null) {
    return fault('body', asked.unreadable, shape);
  }
  return (
    nameFault(asked.name, limits.eventNameChars) ??
    channelsFault(asked.channels, limits) ??
    dataFault(asked.data, limits.dataBytes)
  );
}

function nameFault(name: string, maxChars: number): Refusal | null {
  if (name === '') {
    return fault('name', 'The event has no name.', shape);
  }
  if (name.length > maxChars) {
    const reason = `Event name is too long. Maximum allowed size is ${maxChars}.`;
    const expected = `at most ${maxChars} characters`;
    return {
      ...fault('name', reason, 'Put what varies into the data.'),
      received: `${name.length} characters`,
      expected,
    };
  }
  if (name.startsWith('pusher:') || name.startsWith('pusher_internal:')) {
    const reason = `The event name ${name} is reserved for the protocol.`;
    return { ...fault('name', reason, 'Give the event a name of its own.'), received: name };
  }
  return null;
}

function channelsFault(channels: readonly string[], limits: AppLimits): Refusal | null {
  if (channels.length === 0) {
    return fault('channels', 'No channel was named.', shape);
  }
  const { channelsPerPublish: most, channelNameChars } = limits;
  if (channels.length > most) {
    const reason = `Cannot publish to more than ${most} channels at once, ${channels.length} were named.`;
    const expected = `at most ${most} channels`;
    return { ...fault('channels', reason, 'Send several requests.'), received: String(channels.length), expected };
  }
  for (const channel of channels) {
    const reason = channelNameFault(channel, channelNameChars);
    if (reason !== null) {
      const hint = 'In Laravel: what does broadcastOn() return?';
      return { ...fault('channels', reason, hint), received: channel, expected: channelNameRule(channelNameChars) };
    }
  }
  return null;
}

function dataFault(data: string | null, maxBytes: number): Refusal | null {
  if (data === null) {
    return fault('data', 'The event has no data.', shape);
  }
  const dataBytes = Buffer.byteLength(data);
  if (dataBytes <= maxBytes) {
    return null;
  }
  const reason = `The data content of this event exceeds the allowed maximum (${maxBytes} bytes): it has ${dataBytes}.`;
  return {
    code: 413,
    check: 'size',
    reason,
    hint: 'Send an id and let the receivers fetch the rest (broadcastWith()).',
    received: `${dataBytes} bytes`,
    expected: `at most ${maxBytes} bytes`,
  };
}

function fault(check: string, reason: string, hint: string): Refusal {
  return { code: 400, check, reason, hint };
}

const shape = 'An event is {"name":"…","channels":["…"],"data":"…"}.';
