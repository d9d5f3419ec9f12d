import type { Redis } from 'ioredis';
import { limits } from '../../../../contract/limits';
import type { ResolvedProfile } from '../../../clients/client-side';
import type { Dial } from '../../../clients/dial';
import { tlsOf } from '../../../clients/tls-fields';

/** Where a profile leads, for errors: without anything secret. */
export function addressOf({ host, port, isTls }: ResolvedProfile['fields']): string {
  const name = String(host).includes(':') ? `[${host}]` : host;
  return `${isTls === true ? 'rediss' : 'redis'}://${name}:${port}`;
}

/**
 * One connection, signed in and in the profile's database. It never comes back by itself, since sessions do that. Rejects with
 * what the system, TLS or Redis said.
 */
export async function openLink(profile: ResolvedProfile, dial: Dial): Promise<Redis> {
  const { fields, secret } = profile;
  const tls = dial.tls(tlsOf(profile));
  // Large, and not needed by who talks to no Redis.
  const { Redis } = await import('ioredis');
  const redis = new Redis({
    host: String(fields.host),
    port: Number(fields.port),
    ...(fields.isTls === true ? { tls } : {}),
    lazyConnect: true,
    // Known to every version; what is read of RESP3 would be the same.
    protocol: 2,
    // It would ask INFO, which a user of few rights may not.
    enableReadyCheck: false,
    disableClientInfo: true,
    retryStrategy: () => null,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    connectTimeout: limits.dialTimeoutMs,
  });
  let heard: unknown;
  redis.on('error', (error) => {
    heard = error;
  });
  try {
    await redis.connect();
    // Said here and not by the library, which only warns of some refusals.
    const [user, password] = [String(fields.username), secret('password')];
    if (password !== '') await (user === '' ? redis.call('AUTH', password) : redis.call('AUTH', user, password));
    await allowed(redis.call('PING'));
    if (fields.database !== 0) await redis.call('SELECT', String(fields.database));
    await allowed(redis.call('CLIENT', 'SETNAME', 'hubbub'));
    return redis;
  } catch (error) {
    redis.disconnect();
    const isClosed = (error as Error).message === 'Connection is closed.';
    throw isClosed && heard !== undefined ? heard : error;
  }
}

const notAllowed = /^(NOPERM|ERR)\b/;
/** Also a key that holds something else than what is looked for. */
export const notThere = /^(NOPERM|ERR|WRONGTYPE)\b/;

/** A user of few rights may be refused a command that is not needed, and an old server may not know it. */
export async function allowed<Answer>(answer: Promise<Answer>, refusal = notAllowed): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (refusal.test((error as Error).message)) return undefined;
    throw error;
  }
}
