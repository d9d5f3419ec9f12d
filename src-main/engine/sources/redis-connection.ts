import { Redis } from 'ioredis';
import { dialTls } from '../clients/dial-tls';
import { backOffMs } from './back-off';
import type { RedisAddress } from './redis-address';

const connectTimeoutMs = 5_000;

/**
 * A connection that comes back whenever it is lost, later each time, and that never queues what cannot be sent now. Throws
 * if the file of the address cannot be read.
 */
export function connectRedis({ host, port, username, password, tls }: RedisAddress, random: () => number): Redis {
  return new Redis({
    host,
    port,
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
    ...(tls === null ? {} : { tls: dialTls({ isVerified: true, authorityFile: tls.caFile }) }),
    connectTimeout: connectTimeoutMs,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    enableReadyCheck: false,
    retryStrategy: (count) => backOffMs(count, random),
  });
}
