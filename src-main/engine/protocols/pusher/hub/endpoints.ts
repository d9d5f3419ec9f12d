import type { EntryAction } from '../../../../contract/entry';
import type { ApiAnswer, ApiCall } from './api-call';
import { answerChannel, answerChannels, answerConnections, answerUsers } from './channel-requests';
import { answerChannelEvent, answerStats } from './deprecated-requests';
import { answerBatch, answerEvent } from './publish-requests';
import { decodePart } from './routes';
import { answerTerminate } from './terminate';

export interface Endpoint {
  readonly method: 'GET' | 'POST';
  /** What a refusal of it is called. */
  readonly action: Extract<EntryAction, 'publish' | 'request'>;
  /** The channel it is about, '' if none in particular. */
  readonly channel: string;
  readonly answer: (call: ApiCall) => ApiAnswer;
}

/** The endpoint at a path, `rest` being its parts after /apps/ID. */
export function findEndpoint(rest: readonly string[]): Endpoint | null {
  const [first, part = '', last] = rest;
  if (rest.length === 1) {
    return roots.get(first as string) ?? null;
  }
  if (part === '' || rest.length > 3) {
    return null;
  }
  const name = decodePart(part);
  if (first === 'users') {
    return last === 'terminate_connections'
      ? { method: 'POST', action: 'request', channel: '', answer: (call) => answerTerminate(call, name) }
      : null;
  }
  return first === 'channels' ? ofChannel(name, last) : null;
}

/** What there is of one channel; `last` is undefined for the channel itself. */
function ofChannel(channel: string, last: string | undefined): Endpoint | null {
  switch (last) {
    case undefined:
      return { method: 'GET', action: 'request', channel, answer: (call) => answerChannel(call, channel) };
    case 'users':
      return { method: 'GET', action: 'request', channel, answer: (call) => answerUsers(call, channel) };
    case 'stats':
      return { method: 'GET', action: 'request', channel, answer: (call) => answerStats(call, channel) };
    case 'events':
      return { method: 'POST', action: 'publish', channel, answer: (call) => answerChannelEvent(call, channel) };
    default:
      return null;
  }
}

const roots: ReadonlyMap<string, Endpoint> = new Map([
  ['events', { method: 'POST', action: 'publish', channel: '', answer: answerEvent }],
  ['batch_events', { method: 'POST', action: 'publish', channel: '', answer: answerBatch }],
  ['connections', { method: 'GET', action: 'request', channel: '', answer: answerConnections }],
  ['channels', { method: 'GET', action: 'request', channel: '', answer: answerChannels }],
]);
