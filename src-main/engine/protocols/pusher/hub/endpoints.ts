import type { EntryAction } from '../../../../contract/entry';
import type { ApiAnswer, ApiCall } from './api-call';
import { answerChannel, answerChannels, answerUsers } from './channel-requests';
import { answerBatch, answerEvent } from './publish-requests';
import { decodePart } from './routes';

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
  if (first !== 'channels' || part === '') {
    return null;
  }
  const channel = decodePart(part);
  if (rest.length === 2) {
    return { method: 'GET', action: 'request', channel, answer: (call) => answerChannel(call, channel) };
  }
  return rest.length === 3 && last === 'users'
    ? { method: 'GET', action: 'request', channel, answer: (call) => answerUsers(call, channel) }
    : null;
}

const roots: ReadonlyMap<string, Endpoint> = new Map([
  ['events', { method: 'POST', action: 'publish', channel: '', answer: answerEvent }],
  ['batch_events', { method: 'POST', action: 'publish', channel: '', answer: answerBatch }],
  ['channels', { method: 'GET', action: 'request', channel: '', answer: answerChannels }],
]);
