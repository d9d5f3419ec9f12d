import { Redis as RedisClient } from 'ioredis';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { EntryBody } from '../src-main/contract/entry';
import { limits } from '../src-main/contract/limits';
import type { EntryLink } from '../src-main/contract/links';
import type { ProfileInput } from '../src-main/contract/profile';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { below, closePages, echo, next, subscribed } from './support/pages';
import { artisan } from './support/php';
import type { Redis } from './support/redis';
import { startRedis } from './support/redis';

/** A hub that is fed by an application's Redis, and sessions at that Redis and at the hub itself: each event passes four places. */
let redis: Redis;
let hub: Hub;
beforeAll(async () => {
  redis = await startRedis();
  hub = await startHub(['--source-redis', `redis://127.0.0.1:${redis.port}/laravel_database_*`]);
  const address = `pusher://your_app_key:your_app_secret@127.0.0.1:${hub.port}/12345`;
  const page = await hub.call('profile.parse', { url: address });
  const profiles: readonly ProfileInput[] = [
    { name: 'Shop Redis', protocol: 'redis', fields: { port: redis.port, queues: '' } },
    { ...page, name: 'Shop page', fields: { ...page.fields, follow: false }, channels: ['chat'] },
  ];
  for (const one of profiles) {
    const { profile } = await hub.call('profile.put', one);
    await hub.call('session.connect', { id: profile.id });
  }
  const areOn = async () => {
    const sessions = await hub.call('session.list', undefined);
    expect(sessions.map(({ channels }) => channels.map(({ state }) => state))).toEqual([['on'], ['on']]);
  };
  await vi.waitFor(areOn, { timeout: 10_000 });
});
afterEach(closePages);
afterAll(async () => {
  await hub?.stop();
  await redis?.stop();
});

const placeOf = ({ row }: Pick<EntryLink, 'row'>) => `${row.source || 'hub'} ${row.kind}`;
const linksOf = async (entry: EntryBody | undefined) =>
  (await hub.call('entry.links', { seq: entry?.row.seq ?? 0 }))?.links ?? [];

test('the broadcast of an application is one way through Redis, the hub and the pages, with the gaps in between', async () => {
  const chat = echo('pusher', hub.port).channel('chat');
  await subscribed(below(chat));
  const heard = next(below(chat), 'message.sent');
  const settings = { BROADCAST_CONNECTION: 'redis', REDIS_PORT: String(redis.port) };
  expect((await artisan(hub.port, ['chat:say', 'Ann', 'hello'], settings)).code).toBe(0);
  await heard;
  const [seen] = await hub.entries('source:shop-redis kind:publish event:message.sent', 1);
  await hub.entries('source:shop-page kind:deliver event:message.sent', 1);
  const links = await linksOf(seen);
  expect(new Set(links.map(placeOf))).toEqual(new Set(['hub publish', 'hub deliver', 'shop-page deliver']));
  for (const { gapMs, certainty } of links) {
    expect(Math.abs(gapMs)).toBeLessThan(limits.linkMs);
    expect(['certain', 'likely']).toContain(certainty);
  }
});

test('two identical events 10 ms apart are never crossed', async () => {
  const app = new RedisClient(redis.port, '127.0.0.1');
  const body = '{"event":"tick","data":{"n":1,"socket":null},"socket":null}';
  await app.publish('laravel_database_chat', body);
  await new Promise((done) => setTimeout(done, 10));
  await app.publish('laravel_database_chat', body);
  app.disconnect();
  const seen = await hub.entries('source:shop-redis kind:publish event:tick', 2);
  const places = ['source:hub kind:publish event:tick', 'source:shop-page kind:deliver event:tick'];
  for (const place of places) {
    const there = await hub.entries(place, 2);
    for (const [at, entry] of seen.entries()) {
      const found = (await linksOf(entry)).filter(({ row }) => there.some((one) => one.row.seq === row.seq));
      // Where they cannot be told apart nothing is linked; what is linked is the same one.
      for (const { row, certainty } of found) expect([row.seq, certainty]).toEqual([there[at]?.row.seq, 'possible']);
      expect(found).toHaveLength(1);
    }
  }
});
