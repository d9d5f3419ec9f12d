import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ManualClock } from '../../hub/clocks.test-support';
import { type RedisServer, startRedis } from '../../peers/redis-server.test-support';
import { redis } from '.';
import { broadcast, isOn, other, watch } from './redis.test-support';

let server: RedisServer;

beforeAll(async () => {
  server = await startRedis();
  return () => server.stop();
});

const shipped = JSON.stringify({ event: 'App\\Events\\OrderShipped', data: { id: 7, socket: 'a.1' }, socket: 'a.1' });

describe('what Laravel broadcasts over Redis', () => {
  test('is a publish with channel, event and exact bytes, and the app loses nothing of it', async () => {
    const { until, recorder } = await watch(server.port);
    await until('redis', isOn);
    const app = other(server.port);
    const consumer = other(server.port);
    const got: string[] = [];
    consumer.on('pmessage', (_pattern, _channel, body) => got.push(body));
    await consumer.psubscribe('laravel_database_*');
    for (let id = 0; id < 50; id += 1) {
      await broadcast(
        app,
        JSON.stringify({ event: 'made', data: { id, socket: null }, socket: null }),
        'laravel_database_private-user.1',
      );
    }
    await until('redis', ({ received }) => received === 50);
    const { facts } = await until('redis', (state) => state.facts.some(({ name }) => name === 'prefix seen'));
    expect(facts.find(({ name }) => name === 'prefix seen')?.value).toBe('laravel_database_');
    await vi.waitFor(() => expect(got).toHaveLength(50));
    const [first] = recorder.of('publish');
    expect(first).toMatchObject({
      direction: 'down',
      source: 'redis',
      channel: 'private-user.1',
      event: 'made',
      text: '{"event":"made","data":{"id":0,"socket":null},"socket":null}',
      summary: 'id 0',
      detail: { redisChannel: 'laravel_database_private-user.1', prefix: 'laravel_database_' },
    });
  });

  test('every recorded message of Laravel 8.83 is read as it was meant', async () => {
    const { until, recorder } = await watch(server.port);
    await until('redis', isOn);
    const lines = readFileSync(join(import.meta.dirname, 'recordings/laravel-8.83-redis-psubscribe.txt'), 'utf8').split(
      '\n',
    );
    const messages = lines.flatMap((line, at) =>
      line === 'pmessage' ? [[lines[at + 2] ?? '', lines[at + 3] ?? ''] as const] : [],
    );
    const app = other(server.port);
    for (const [channel, body] of messages) await broadcast(app, body, channel);
    await until('redis', ({ received }) => received === messages.length);
    expect(recorder.of('publish').map(({ channel, event }) => [channel, event])).toEqual([
      ['chat', 'message.sent'],
      ['private-user.1', 'App\\Events\\NewPrivateMessage'],
      ['presence-room.7', 'App\\Events\\NewPrivateMessage'],
      ['private-App.Models.User.1', 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated'],
      ['chat', 'message.sent'],
    ]);
  });

  test('one event on three channels is one group; the same event again is another', async () => {
    const { until, recorder } = await watch(server.port);
    await until('redis', isOn);
    const app = other(server.port);
    await broadcast(app, shipped, 'app_database_a', 'app_database_b', 'app_database_c');
    await broadcast(app, shipped, 'app_database_a', 'app_database_b');
    await until('redis', ({ received }) => received === 5);
    const published = recorder.of('publish');
    const [one, , , four] = published.map(({ seq }) => seq);
    expect(published.map(({ cause }) => cause)).toEqual([undefined, one, one, undefined, four]);
  });

  test('what is none of Laravel is kept as it came', async () => {
    const { until, recorder } = await watch(server.port);
    await until('redis', isOn);
    const app = other(server.port);
    const odd = [Buffer.alloc(0), Buffer.from('{"a":1}'), Buffer.from('no json'), Buffer.from([0xff, 0, 1])];
    for (const body of odd) await app.publish('raw', body);
    await until('redis', ({ received }) => received === 4);
    expect(recorder.of('publish').map(({ body }) => Buffer.from(body ?? []))).toEqual(odd);
    expect(recorder.of('publish')[0]?.summary).toContain('json_encode failed');
  });

  test('two patterns that overlap tell of a message once, and others not at all', async () => {
    const { until, recorder, desk } = await watch(server.port, { channels: ['one*', 'o*\\['] });
    await until('redis', ({ channels }) => channels.every(({ state }) => state === 'on'));
    const app = other(server.port);
    await app.publish('one[', '1');
    await app.publish('or[', '2');
    await app.publish('other', '3');
    await until('redis', ({ received }) => received === 2);
    await desk.unsubscribe('redis', 'one*');
    await app.publish('one', '4');
    await app.publish('end[', '5');
    await app.publish('oo[', '6');
    await until('redis', ({ received }) => received === 3);
    expect(recorder.of('publish').map(({ channel }) => channel)).toEqual(['one[', 'or[', 'oo[']);
  });

  test('a prefix other than the given one is told of, until something comes under it', async () => {
    const { until } = await watch(server.port, { fields: { prefix: 'my_app_database_' } });
    await until('redis', isOn);
    const app = other(server.port);
    await broadcast(app, shipped, 'my-app-database-orders');
    const { problem } = await until('redis', (state) => state.problem !== null);
    expect(problem).toMatchObject({
      hint: 'The prefix of the project may be my-app-database- rather than my_app_database_.',
    });
    await broadcast(app, shipped, 'my_app_database_orders');
    await until('redis', (state) => state.problem === null && state.received === 1);
  });

  test('5,000 messages of 2 kB come whole', async () => {
    const { until } = await watch(server.port);
    await until('redis', isOn);
    const app = other(server.port);
    const body = JSON.stringify({ event: 'big', data: { text: 'x'.repeat(2_000) }, socket: null });
    for (let round = 0; round < 50; round += 1) {
      const batch = app.pipeline();
      for (let one = 0; one < 100; one += 1) batch.publish('app_database_big', body);
      await batch.exec();
    }
    await until('redis', ({ received }) => received === 5_000);
  });
});

describe('publishing into Redis', () => {
  test('says how many others got it, and writes what Laravel would', async () => {
    const { until, desk } = await watch(server.port, { fields: { prefix: 'app_database_' } });
    await until('redis', isOn);
    const values = { channel: 'orders', event: 'order.shipped', data: '{"id":7}', socket: '' };
    expect((await desk.send({ profile: 'redis', values })).words).toBe(
      'Nobody is listening: no subscriber but Hubbub itself.',
    );
    const consumer = other(server.port);
    const got = new Promise<string>((done) => consumer.on('message', (channel, body) => done(`${channel} ${body}`)));
    await consumer.subscribe('app_database_orders');
    const sent = await desk.send({ profile: 'redis', values: { ...values, socket: 'a.1' } });
    expect(sent.words).toBe('1 subscriber got it, Hubbub not counted.');
    expect(await got).toBe('app_database_orders {"event":"order.shipped","data":{"id":7},"socket":"a.1"}');
    await expect(desk.send({ profile: 'redis', values: { ...values, data: 'hello' } })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });
});

/** Lets time go by until it is so. */
async function passing<Result>(clock: ManualClock, result: Promise<Result>): Promise<Result> {
  let isOver = false;
  const over = result.then(() => {
    isOver = true;
  });
  while (!isOver) {
    clock.advance(1_000);
    await Promise.race([over, setTimeout(20)]);
  }
  return result;
}

describe('queues of Laravel', () => {
  const job = (name: string, id: number) =>
    JSON.stringify({
      uuid: `u-${id}`,
      displayName: name,
      job: 'Illuminate\\Queue\\CallQueuedHandler@call',
      data: {
        commandName: 'Illuminate\\Broadcasting\\BroadcastEvent',
        command: `O:38:"Illuminate\\Broadcasting\\BroadcastEvent":1:{s:5:"event";O:15:"App\\Events\\Ship":1:{s:2:"id";i:${id};}}`,
      },
      id: String(id),
      attempts: 0,
    });

  test('are counted and decoded, and not a job is taken', async () => {
    const clock = new ManualClock();
    const app = other(server.port);
    const key = 'shop_database_queues:default';
    const jobs = [1, 2, 3].map((id) => job('App\\Events\\Ship', id));
    await app.rpush(key, ...jobs, '{"displayName":"App\\\\Jobs\\\\Mail"}');
    await app.zadd(`${key}:delayed`, 99, 'later');
    onTestFinished(async () => void (await app.del(key, `${key}:delayed`)));
    const { until, recorder } = await watch(server.port, { fields: { queues: 'default' } }, clock);
    const told = await until('redis', ({ facts }) => facts.some(({ name }) => name === 'queue default'));
    expect(told.facts.find(({ name }) => name === 'queue default')?.value).toBe(
      '4 waiting, 3 of them broadcasts, 1 delayed; the oldest: App\\Events\\Ship',
    );
    const { problem } = await passing(
      clock,
      until('redis', (state) => state.problem !== null),
    );
    expect(problem?.message).toBe(
      '3 of 4 jobs in queue default are broadcasts, and nothing takes them. The oldest is App\\Events\\Ship.',
    );
    const [note] = recorder.of('note');
    const rawBase64 = Buffer.from(note?.text ?? '').toString('base64');
    const explained = redis.codec.explain({
      row: { kind: 'note' } as never,
      detail: note?.detail ?? null,
      rawBase64,
      isText: true,
    });
    expect(JSON.parse(explained.payload)).toEqual({
      '@class': 'Illuminate\\Broadcasting\\BroadcastEvent',
      event: { '@class': 'App\\Events\\Ship', id: 1 },
    });
    expect(await app.lrange(key, 0, 2)).toEqual(jobs);
    expect(await app.zcard(`${key}:delayed`)).toBe(1);
    await app.lpop(key);
    await passing(
      clock,
      until('redis', (state) => state.problem === null),
    );
  });
});
