import type { Problem } from '../../contract/problem';
import type { RedisAddress } from './redis-address';

/** What is known to go wrong, by what Redis or the system says, and what to do about it. */
const causes: readonly (readonly [pattern: RegExp, what: string, hint: string])[] = [
  [/ECONNREFUSED/, 'nobody listens there', 'Start it, for example with redis-server, or correct the address.'],
  [
    /ENOTFOUND|EAI_AGAIN/,
    'no such host is known',
    'Under Docker a name such as redis is known to containers only: use 127.0.0.1.',
  ],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, 'it does not answer', 'Is a firewall or a wrong address between?'],
  [/NOAUTH/, 'it asks for a password', 'Write it into the address: redis://:PASSWORD@HOST:PORT/….'],
  [/WRONGPASS|invalid password/, 'it does not take the password', 'Compare it with REDIS_PASSWORD of the application.'],
  [
    /NOPERM/,
    'this user may not listen there',
    'Give it the channel literally and the commands: ACL SETUSER … &PATTERN +subscribe +psubscribe +ping.',
  ],
  [/wrong version number|packet length too long/i, 'it speaks no TLS', 'Write redis:// instead of rediss://.'],
  [
    /self.signed|unable to (verify|get)|certificate/i,
    'its certificate is not trusted',
    'Name the authority: rediss://…?ca=FILE.',
  ],
  [/ENOENT/, 'a file of the address cannot be read', 'Look at ?ca=FILE.'],
  [/LOADING/, 'it is still reading its data', 'It is called again in a moment.'],
];

/** Why a Redis cannot be listened to, in words. */
export function redisProblem({ shown }: RedisAddress, reason: string): Problem {
  const [, what = reason === '' ? 'the connection was closed' : reason, hint = ''] =
    causes.find(([pattern]) => pattern.test(reason)) ?? [];
  return {
    code: 'source-away',
    message: `Redis at ${shown} is not heard: ${what}.`,
    hint: `${hint === '' ? '' : `${hint} `}It is called again until it answers.`,
  };
}
