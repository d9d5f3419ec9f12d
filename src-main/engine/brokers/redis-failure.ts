import type { Problem } from '../../contract/problem';
import type { ClientEnd } from '../clients/client-side';
import { dialProblem } from '../clients/dial-problem';

type Advice = readonly [start: RegExp, cause: string, next: string, retry: ClientEnd['retry']];

/** What Redis itself answers (https://redis.io/docs/latest/develop/reference/protocol-spec/#simple-errors). */
const answers: readonly Advice[] = [
  [/^NOAUTH/, 'It asks for a password and none was given.', 'Give it the REDIS_PASSWORD of the project.', 'never'],
  [
    /^WRONGPASS/,
    'User and password do not belong together, or the user is off.',
    'Compare REDIS_USERNAME and REDIS_PASSWORD.',
    'never',
  ],
  [
    /^ERR (AUTH <password>|Client sent AUTH)/,
    'It has no password, but one was given.',
    'Take the password out.',
    'never',
  ],
  [
    /^NOPERM/,
    'The user may not do this (ACL).',
    'A user that may look on: ACL SETUSER look on >PASSWORD resetchannels &* +psubscribe +subscribe +ping. A pattern has to be one the ACL names, letter by letter.',
    'never',
  ],
  [/^LOADING/, 'It is reading its data from disk.', 'It comes by itself.', 'later'],
  [/^MASTERDOWN/, 'It is a replica without its primary.', 'It comes by itself once the primary is there.', 'later'],
  [/^READONLY/, 'It is a replica: what is written has to go to its primary.', 'Name the primary instead.', 'later'],
  [
    /^MOVED|^ASK|^CROSSSLOT/,
    'It is a node of a cluster, and the key belongs to another.',
    'Channels can be watched on any node; queues and streams on the node the answer names.',
    'later',
  ],
  [/^ERR max number of clients/, 'It takes no more connections.', 'Close some, or raise maxclients.', 'later'],
  [/^ERR DB index/, 'It has no database of that number.', 'Compare REDIS_DB.', 'never'],
  [/^WRONGTYPE/, 'The key holds something else.', 'Compare the name.', 'never'],
];

export interface RedisFailure {
  readonly problem: Problem;
  readonly retry: ClientEnd['retry'];
}

/** What Redis or the way to it said, in words, and whether trying again may help. */
export function redisFailure(error: unknown, address: string): RedisFailure {
  const message = error instanceof Error ? error.message : String(error);
  const [, cause, next, retry] = answers.find(([start]) => start.test(message)) ?? [];
  if (retry !== undefined) {
    const problem = { code: 'refused', message: `${address} said: ${message} ${cause}`, hint: String(next) } as const;
    return { problem, retry };
  }
  if (message === 'Connection is closed.') {
    const hint = 'It was stopped or restarted, or cut a reader that was too slow (client-output-buffer-limit pubsub).';
    return { problem: { code: 'unreachable', message: `${address} closed the connection.`, hint }, retry: 'later' };
  }
  if (/^[A-Z]{3,} /.test(message)) {
    return { problem: { code: 'refused', message: `${address} said: ${message}`, hint: '' }, retry: 'later' };
  }
  if (/Protocol error, got/.test(message)) {
    const text = `${address} answered with something that is not Redis.`;
    return { problem: { code: 'refused', message: text, hint: 'Compare host and port.' }, retry: 'never' };
  }
  const problem = dialProblem(error, address);
  const isSilent = address.startsWith('rediss:') && /timed ?out/i.test(message);
  const hint = 'The port may not speak TLS: a Redis without it waits for more and says nothing.';
  return { problem: isSilent ? { ...problem, hint } : problem, retry: 'later' };
}
