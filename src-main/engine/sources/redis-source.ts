import type { Redis } from 'ioredis';
import { redisFailure } from '../brokers/redis-failure';
import type { Clock } from '../clock';
import type { RedisAddress } from './redis-address';
import { connectRedis } from './redis-connection';
import type { Source, SourceEvents } from './source';
import { SourceWatch } from './source-state';

export interface RedisSourceParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly events: SourceEvents;
}

/**
 * Listens to one channel, or to all that begin with a prefix where the name ends with a star, on a connection of its own,
 * and comes back whenever it is lost. It only listens: nothing is ever written to that Redis.
 */
export function createRedisSource(address: RedisAddress, { clock, random, events }: RedisSourceParts): Source {
  const watch = new SourceWatch(address.shown, clock, events);
  let redis: Redis | null = null;
  let isClosed = false;
  const closed = new Error('Connection is closed.');
  /** Why it was lost, which ioredis says before it says that it was. */
  let reason: unknown = closed;
  const { shown, name } = address;
  const heard = (channel: Buffer | string, payload: Buffer) =>
    events.message({ source: shown, name: String(channel), payload });

  const listen = async (client: Redis) => {
    try {
      await (name.endsWith('*') ? client.psubscribe(patternOf(name)) : client.subscribe(name));
      reason = closed;
      watch.up();
    } catch (error) {
      reason = error;
      // A connection that may not listen is of no use; the next attempt may find other rights.
      client.disconnect(true);
    }
  };

  const start = () => {
    const client = connectRedis(address, random);
    redis = client;
    client.on('error', (error: Error) => {
      reason = error;
    });
    client.on('ready', () => void listen(client));
    client.on('close', () => {
      if (!isClosed) {
        watch.away(redisFailure(reason, shown).problem);
      }
    });
    client.on('messageBuffer', (channel: Buffer, payload: Buffer) => heard(channel, payload));
    client.on('pmessageBuffer', (_pattern: unknown, channel: Buffer, payload: Buffer) => heard(channel, payload));
  };

  try {
    start();
  } catch (error) {
    watch.away(redisFailure(error, shown).problem);
  }
  return {
    get state() {
      return watch.state;
    },
    async close() {
      isClosed = true;
      redis?.disconnect();
    },
  };
}

/** The star at the end stands for any text; every other sign is meant as it is. */
function patternOf(name: string): string {
  return `${name.slice(0, -1).replace(/[*?[\]\\]/g, '\\$&')}*`;
}
