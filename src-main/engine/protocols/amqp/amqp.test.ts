import { setTimeout } from 'node:timers/promises';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { ProfileInput } from '../../../contract/profile';
import { type RabbitServer, startRabbit } from '../../peers/rabbitmq.test-support';
import { allOn, watchRabbit } from './amqp.test-support';

let server: RabbitServer;
let app: ChannelModel;

beforeAll(async () => {
  server = await startRabbit({ hasManagement: true });
  app = await connect(`amqp://guest:guest@127.0.0.1:${server.port}`);
  app.on('error', () => {});
}, 120_000);

afterAll(async () => {
  await server?.stop();
});

const watch = (more: Partial<ProfileInput> = {}) => watchRabbit(server.port, more);

/** What Messenger sets up: an exchange and a durable queue of one name, and a worker that takes from it. */
async function application(name: string, type: 'fanout' | 'topic' | 'direct' | 'headers' = 'fanout', key = '') {
  const channel: Channel = await app.createChannel();
  onTestFinished(() => channel.close().catch(() => {}));
  await channel.assertExchange(name, type, { durable: true });
  await channel.assertQueue(name, { durable: true });
  await channel.bindQueue(name, name, key);
  const got: string[] = [];
  const work = () =>
    channel.consume(name, (message) => {
      if (message === null) return;
      got.push(message.content.toString());
      channel.ack(message);
    });
  const send = (id: number, at = key, headers = {}) =>
    channel.publish(name, at, Buffer.from(`{"id":${id}}`), {
      headers: { type: 'App\\Message\\ChatMessage', ...headers },
      contentType: 'application/json',
    });
  return { channel, got, work, send };
}

describe('what passes through an exchange', () => {
  test('is seen, and the worker of the application still gets every message', async () => {
    const { got, work, send, channel } = await application('chat');
    await work();
    const { until, recorder, desk } = await watch({ channels: ['chat'] });
    await until('rabbit', allOn);
    for (let id = 0; id < 500; id += 1) send(id);
    await until('rabbit', ({ received }) => received === 500);
    await vi.waitFor(() => expect(got).toHaveLength(500));
    expect(recorder.of('publish')[0]).toMatchObject({
      channel: 'chat',
      event: 'App\\Message\\ChatMessage',
      direction: 'down',
      text: '{"id":0}',
      summary: 'id 0',
      detail: { exchange: 'chat', headers: { type: 'App\\Message\\ChatMessage' } },
    });
    desk.disconnect('rabbit');
    await vi.waitFor(async () => expect(await server.control('-q', 'list_queues', 'name')).not.toContain('amq.gen'), {
      timeout: 15_000,
    });
    expect((await channel.checkQueue('chat')).consumerCount).toBe(1);
  }, 60_000);

  test('messages of a queue nobody takes from stay in it', async () => {
    const { send, channel } = await application('waiting');
    const { until } = await watch({ channels: ['waiting'] });
    await until('rabbit', allOn);
    for (let id = 0; id < 20; id += 1) send(id);
    await until('rabbit', ({ received }) => received === 20);
    expect((await channel.checkQueue('waiting')).messageCount).toBe(20);
    const first = await channel.get('waiting');
    expect(first !== false && first.fields.redelivered).toBe(false);
  });

  test.each([
    ['topic', 'orders.#', 'orders.shipped'],
    ['direct', 'a.key', 'a.key'],
    ['headers', '', 'whatever'],
  ] as const)('a %s exchange is seen whole', async (type, bound, key) => {
    const { send } = await application(`all-${type}`, type, bound);
    const { until, recorder } = await watch({
      channels: [`all-${type}`],
      fields: { management: `http://127.0.0.1:${server.managementPort}` },
    });
    await until('rabbit', allOn);
    send(1, key);
    await until('rabbit', ({ received }) => received === 1);
    expect(recorder.of('publish')[0]?.detail).toMatchObject({ exchange: `all-${type}`, routingKey: key });
  });

  test('a direct exchange is watched by the key that is named with it', async () => {
    const { send } = await application('keyed', 'direct', 'other');
    const { until, recorder } = await watch({ channels: ['keyed one', 'nowhere'] });
    const { channels } = await until('rabbit', (state) =>
      state.channels.every((one) => ['on', 'refused'].includes(one.state)),
    );
    expect(channels[1]?.problem?.message).toContain("NOT_FOUND - no exchange 'nowhere'");
    send(1, 'other');
    send(2, 'one');
    await until('rabbit', ({ received }) => received === 1);
    expect(recorder.of('publish').map(({ text }) => text)).toEqual(['{"id":2}']);
  });

  test('the firehose sees publishes with the queues they went to, deliveries, and what no queue took', async () => {
    await server.control('trace_on');
    const { send, work, got, channel } = await application('traced');
    await work();
    const { until, recorder } = await watch({ fields: { isFirehose: true } });
    await until('rabbit', allOn);
    send(1);
    await channel.assertExchange('dead-end', 'fanout');
    channel.publish('dead-end', '', Buffer.from('{}'));
    await vi.waitFor(() => expect(got).toHaveLength(1));
    await until('rabbit', ({ received }) => received >= 3);
    const [published] = recorder.of('publish');
    expect(published).toMatchObject({
      channel: 'traced',
      event: 'App\\Message\\ChatMessage',
      detail: { routedQueues: ['traced'], user: 'guest' },
    });
    expect(recorder.of('deliver')).toMatchObject([{ channel: 'traced', detail: { queue: 'traced' } }]);
    expect(recorder.of('publish')[1]?.detail?.routedQueues).toEqual([]);
  }, 60_000);
});

describe('publishing', () => {
  test('says which bindings it hit, that it came back, or that nobody can tell', async () => {
    const { channel, send } = await application('sale', 'topic', 'sale.*');
    expect(send).toBeTypeOf('function');
    await channel.unbindQueue('sale', 'sale', 'sale.none');
    const { until, desk, recorder } = await watch({
      fields: { management: `http://127.0.0.1:${server.managementPort}` },
      channels: ['sale'],
    });
    await until('rabbit', allOn);
    const draft = (values: object) => ({
      profile: 'rabbit',
      values: { exchange: 'sale', routingKey: '', type: 'App\\Sale', data: '{"id":7}', ...values },
    });
    expect((await desk.send(draft({ routingKey: 'sale.eu' }))).words).toBe('Reached queue sale (bound with sale.*).');
    expect((await desk.send(draft({ routingKey: 'other' }))).words).toBe(
      "No binding of exchange sale with the key other takes it, but Hubbub's own. Nobody else got it.",
    );
    expect((await desk.send(draft({ exchange: '', routingKey: 'sale' }))).words).toBe('Queue sale took it.');
    const returned = await desk.send(draft({ exchange: '', routingKey: 'nobody' }));
    expect(returned.words).toBe('Returned: no queue is bound to a queue named nobody (312 NO_ROUTE). Nobody got it.');
    expect(recorder.entries[returned.seq - 1]?.detail).toMatchObject({ isReturned: true });
    const got = await channel.get('sale', { noAck: true });
    expect(got !== false && [got.content.toString(), got.properties.headers?.type, got.properties.contentType]).toEqual(
      ['{"id":7}', 'App\\Sale', 'application/json'],
    );
    await expect(desk.send(draft({ data: 'no json' }))).rejects.toMatchObject({ code: 'bad-input' });
    await expect(desk.send(draft({ exchange: 'nowhere' }))).rejects.toMatchObject({ message: /no exchange 'nowhere'/ });
    expect((await desk.send(draft({ routingKey: 'sale.again' }))).words).toContain('Reached queue sale');
  });

  test('to an exchange whose messages are signed nothing is published: a worker would throw it away', async () => {
    const { send, channel } = await application('signed');
    const { until, desk } = await watch({ channels: ['signed'] });
    await until('rabbit', allOn);
    send(1, '', { 'Body-Sign': 'x', 'Sign-Algo': 'sha256' });
    await until('rabbit', ({ received }) => received === 1);
    const values = { exchange: 'signed', routingKey: '', type: 'App\\Message\\ChatMessage', data: '{}' };
    await expect(desk.send({ profile: 'rabbit', values })).rejects.toMatchObject({ message: /signed \(Body-Sign\)/ });
    expect((await channel.checkQueue('signed')).messageCount).toBe(1);
  });

  test('without the management address it says what is not known', async () => {
    await application('blind');
    const { until, desk } = await watch({ channels: ['blind'] });
    await until('rabbit', allOn);
    const values = { exchange: 'blind', routingKey: '', type: '', data: '{}' };
    expect((await desk.send({ profile: 'rabbit', values })).words).toContain('is not known');
    await desk.unsubscribe('rabbit', 'blind');
    await setTimeout(100);
    expect((await desk.send({ profile: 'rabbit', values })).words).toBe('At least one queue took it.');
  });
});
