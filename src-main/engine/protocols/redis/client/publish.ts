import type { Redis } from 'ioredis';
import { isJson } from '../../../../contract/json-text';
import { ProblemError } from '../../../../contract/problem';
import type { SessionSent } from '../../../../contract/session';
import type { ClientContext, ProfileValues } from '../../../clients/client-side';
import { writeBroadcast } from '../../../formats/laravel-broadcast';
import type { Tap } from './tap';

interface Parts {
  readonly asker: Redis;
  readonly tap: Tap;
  readonly context: ClientContext;
  readonly prefix: string;
}

/** Publishes as Laravel's redis driver does. Rejects with a ProblemError 'bad-input', or with what Redis said. */
export async function publishBroadcast(
  { asker, tap, context, prefix }: Parts,
  values: ProfileValues,
): Promise<SessionSent> {
  const [channel, event, data] = [values.channel, values.event, values.data].map((value) => String(value ?? '').trim());
  const socket = String(values.socket ?? '').trim();
  if (channel === undefined || channel === '') throw new ProblemError('bad-input', 'Channel is missing.', 'Name one.');
  if (event === undefined || event === '') throw new ProblemError('bad-input', 'Event is missing.', 'Name one.');
  if (data !== undefined && data !== '' && !isJson(data)) {
    throw new ProblemError('bad-input', 'The data is no JSON: nothing was published.', 'Texts need quotes: "hello".');
  }
  const redisChannel = channel.startsWith(prefix) ? channel : `${prefix}${channel}`;
  const body = writeBroadcast(event, data ?? '', socket === '' ? null : socket);
  // Counted before: what comes of it may change what is watched.
  const own = tap.ownReceivers(redisChannel);
  const receivers = Number(await asker.publish(redisChannel, body)) - own;
  const seq = context.record({
    kind: 'publish',
    direction: 'up',
    channel: redisChannel.slice(prefix.length),
    event,
    body: Buffer.from(body),
    detail: { redisChannel, prefix, receivers },
  });
  return { seq, words: receiverWords(receivers) };
}

export function receiverWords(receivers: number): string {
  if (receivers <= 0) return 'Nobody is listening: no subscriber but Hubbub itself.';
  return `${receivers} ${receivers === 1 ? 'subscriber' : 'subscribers'} got it, Hubbub not counted.`;
}
