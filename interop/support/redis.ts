import { type RedisServer, startRedis as start } from '../../src-main/engine/peers/redis-server.test-support';

export type Redis = RedisServer;

/** A Redis server of our own, which keeps nothing. */
export const startRedis = (): Promise<Redis> => start();
