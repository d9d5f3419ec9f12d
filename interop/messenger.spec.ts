import { Redis as RedisClient } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { SessionState } from '../src-main/contract/session';
import { type RabbitServer, startRabbit } from '../src-main/engine/peers/rabbitmq.test-support';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { type Redis, startRedis } from './support/redis';
import { clearCache, type SymfonyApp, symfony } from './support/symfony';

let hub: Hub;
let redis: Redis;
let rabbit: RabbitServer;
beforeAll(async () => {
  await clearCache();
  await Promise.all([
    startHub().then((started) => {
      hub = started;
    }),
    startRedis().then((started) => {
      redis = started;
    }),
    startRabbit().then((started) => {
      rabbit = started;
    }),
  ]);
}, 120_000);
afterAll(async () => {
  await hub?.stop();
  await Promise.all([redis?.stop(), rabbit?.stop()]);
}, 60_000);

interface Broker {
  /** Of a transport, as MESSENGER_TRANSPORT_DSN has it. */
  dsn(name: string): string;
  /** What a session watches of a transport. */
  channel(name: string): string;
  fields(): Readonly<Record<string, string | number>>;
  /** How many messages nobody has acknowledged yet, and how many take from the transport besides its worker. */
  left(name: string): Promise<{ readonly waiting: number; readonly strangers: number }>;
}

const brokers: Readonly<Record<'redis' | 'amqp', Broker>> = {
  redis: {
    dsn: (name) => `redis://127.0.0.1:${redis.port}/${name}`,
    channel: (name) => `stream:${name}`,
    fields: () => ({ port: redis.port }),
    async left(name) {
      const client = new RedisClient(redis.port, '127.0.0.1');
      const groups = (await client.xinfo('GROUPS', name)) as unknown[][];
      client.disconnect();
      const [group = []] = groups;
      const of = (field: string) => Number(group[group.indexOf(field) + 1]);
      return { waiting: of('pending') + of('lag'), strangers: groups.length - 1 };
    },
  },
  amqp: {
    dsn: (name) => `amqp://guest:guest@127.0.0.1:${rabbit.port}/%2f/${name}`,
    channel: (name) => name,
    fields: () => ({ port: rabbit.port }),
    async left(name) {
      const lines = (await rabbit.control('-q', 'list_queues', 'name', 'messages', 'consumers')).split('\n');
      const [, messages, consumers] = lines.find((line) => line.startsWith(`${name}\t`))?.split('\t') ?? [];
      return { waiting: Number(messages), strangers: Number(consumers) };
    },
  },
};

async function session(id: string): Promise<SessionState> {
  const found = (await hub.call('session.list', undefined)).find(({ profile }) => profile.id === id);
  if (found === undefined) throw new Error(`There is no session ${id}.`);
  return found;
}

describe.each([
  ['redis', 'prod', "PHP's serialize() (the default)"],
  ['redis', 'json', 'Serializer component (JSON)'],
  ['amqp', 'prod', "PHP's serialize() (the default)"],
  ['amqp', 'json', 'Serializer component (JSON)'],
] as const)('Messenger over %s in the environment %s, written by %s', (protocol, env, writtenBy) => {
  const broker = brokers[protocol];
  const id = `${protocol}-${env}`;
  const [name, failed] = [`updates_${env}`, `failed_${env}`];
  let app: SymfonyApp;

  beforeAll(async () => {
    app = symfony(`http://127.0.0.1:${hub.port}/.well-known/mercure`, redis.port, {
      APP_ENV: env,
      MESSENGER_TRANSPORT_DSN: broker.dsn(name),
      MESSENGER_FAILED_DSN: broker.dsn(failed),
    });
    const made = await app.console('messenger:setup-transports');
    expect(made.code, made.output).toBe(0);
    const channels = [name, failed].map(broker.channel);
    const { profile } = await hub.call('profile.put', { name: id, protocol, fields: broker.fields(), channels });
    await hub.call('session.connect', { id: profile.id });
    const areOn = async () => expect((await session(id)).channels.map(({ state }) => state)).toEqual(['on', 'on']);
    await vi.waitFor(areOn, { timeout: 10_000 });
  });

  const ship = async (carrier: string, ...options: string[]) => {
    const { code, output } = await app.console('orders:ship', carrier, ...options);
    expect(code, output).toBe(0);
  };
  /** What the session has seen of orders with a carrier, on one transport. */
  const seen = (carrier: string, count: number, where = name) =>
    hub.entries(`source:${id} kind:publish channel:${where} "${carrier}"`, count);
  /** What the worker has made of them. */
  const handled = (carrier: string, count: number) =>
    hub.entries(`source:hub kind:publish event:shipped "${carrier}"`, count);

  test('every message is seen with its class, and the worker still gets each of them once', async () => {
    const worker = app.consume('updates');
    const carrier = `${id}-DHL`;
    await ship(carrier, '--count=150');
    const orders = (await seen(carrier, 150)).map(({ row }) => row.event);
    expect(new Set(orders)).toEqual(new Set(['App\\Message\\OrderShipped']));
    const made = await handled(carrier, 150);
    const numbers = made.map(({ row }) => Number(/orders\/(\d+)$/.exec(row.channel)?.[1]));
    expect(numbers).toEqual(Array.from({ length: 150 }, (_, index) => index + 1));
    await worker.stop();
    expect(await broker.left(name)).toEqual({ waiting: 0, strangers: 0 });
  });

  test('messages that no worker takes are seen, and stay for one that comes later', async () => {
    const carrier = `${id}-UPS`;
    await ship(carrier, '--count=3');
    const [first] = await seen(carrier, 3);
    expect(await handled(carrier, 0)).toEqual([]);
    expect(await broker.left(name)).toEqual({ waiting: 3, strangers: 0 });
    const explained = await hub.call('entry.explain', { seq: first?.row.seq ?? 0 });
    expect(JSON.parse(explained?.payload ?? '')).toEqual({ order: 1, carrier });
    const sections = JSON.stringify(explained?.sections);
    expect(sections).toContain(JSON.stringify(writtenBy).slice(1, -1));
    expect(sections).toContain('BusNameStamp');
    expect(sections).toContain('messenger.bus.default');
    const worker = app.consume('updates');
    await handled(carrier, 3);
    await worker.stop();
  });

  test('a delayed message is named as what it was, and comes when it is due', async () => {
    const worker = app.consume('updates');
    const carrier = `${id}-GLS`;
    await ship(carrier, '--delay=1500');
    await handled(carrier, 1);
    await worker.stop();
    if (protocol === 'redis') {
      const [waiting, due] = await seen(carrier, 2);
      expect(waiting?.row.summary).toMatch(/^due in [01]\.\d s: /);
      expect(due?.row.cause).toBe(waiting?.row.seq);
    } else {
      const [due] = await seen(carrier, 1);
      const explained = await hub.call('entry.explain', { seq: due?.row.seq ?? 0 });
      expect(JSON.stringify(explained?.sections)).toMatch(/expired in delay_updates_\w+__1500_delay, 1 time/);
    }
  });

  test('a message whose handler fails is told of where it ends, with the reason, and can still be retried', async () => {
    const worker = app.consume('updates');
    await ship('nobody');
    const [entry] = await seen('nobody', 1, failed);
    await worker.stop();
    expect(entry?.row.summary).toMatch(/^failed in updates: /);
    const explained = await hub.call('entry.explain', { seq: entry?.row.seq ?? 0 });
    const sections = JSON.stringify(explained?.sections);
    expect(sections).toContain('RuntimeException: There is no carrier.');
    expect(sections).toContain('RedeliveryStamp');
    expect(await broker.left(failed)).toEqual({ waiting: 1, strangers: 0 });
    const retried = await app.console('messenger:failed:retry', '--force');
    expect(retried.output).toContain('There is no carrier.');
  });
});
