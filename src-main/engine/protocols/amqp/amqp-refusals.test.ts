import { type ConfirmChannel, connect } from 'amqplib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { ProfileInput } from '../../../contract/profile';
import { floodWhileBusy } from '../../peers/flood.test-support';
import { type RabbitServer, startRabbit } from '../../peers/rabbitmq.test-support';
import { type TlsFileNames, tlsFiles } from '../../peers/tls-files.test-support';
import { allOn, watchRabbit } from './amqp.test-support';

let files: TlsFileNames;
let server: RabbitServer;

beforeAll(async () => {
  files = await tlsFiles();
  server = await startRabbit({ tls: files });
}, 120_000);

afterAll(async () => {
  await server?.stop();
  files?.remove();
});

const watch = (more: Partial<ProfileInput> = {}) => watchRabbit(server.port, more);

/** An application's own connection, with an exchange. */
async function application(exchange: string): Promise<ConfirmChannel> {
  const connection = await connect(`amqp://guest:guest@127.0.0.1:${server.port}`);
  connection.on('error', () => {});
  onTestFinished(() => connection.close().catch(() => {}));
  const channel = await connection.createConfirmChannel();
  await channel.assertExchange(exchange, 'fanout');
  return channel;
}

describe('a RabbitMQ that does not let us', () => {
  test('a wrong password and an unknown virtual host are said, and not tried again', async () => {
    const wrong = await watch({ secrets: { password: 'wrong-password' } });
    const refused = await wrong.until('rabbit', ({ phase }) => phase === 'failed');
    expect(refused.problem?.message).toContain('ACCESS-REFUSED');
    expect(JSON.stringify(wrong.recorder.entries)).not.toContain('wrong-password');
    const unknown = await watch({ fields: { vhost: 'nowhere' } });
    const { problem } = await unknown.until('rabbit', ({ phase }) => phase === 'failed');
    expect(problem?.message).toContain('no such virtual host');
  });

  test('nothing that is watched is said too', async () => {
    const { until } = await watch();
    expect((await until('rabbit', ({ problem }) => problem !== null)).problem?.message).toBe(
      'No exchange is watched yet.',
    );
  });

  test('killed and started again: a clear state, a Gap, and everything as before', async () => {
    await application('lasting');
    const { until, recorder } = await watch({ channels: ['lasting'] });
    await until('rabbit', allOn);
    await server.halt('SIGKILL');
    const lost = await until('rabbit', ({ phase }) => phase === 'waiting');
    expect(lost.problem?.message).toMatch(/closed the connection|connection (reset|refused)/);
    await server.start();
    await until('rabbit', (state) => state.phase === 'connected' && allOn(state));
    expect(recorder.of('gap')[0]?.summary).toContain('Messages published meanwhile could not be seen');
    const again = await connect(`amqp://guest:guest@127.0.0.1:${server.port}`);
    onTestFinished(() => again.close());
    const channel = await again.createChannel();
    channel.publish('lasting', '', Buffer.from('{}'));
    await until('rabbit', ({ received }) => received === 1);
  }, 120_000);

  test('a user who may watch only some exchanges watches those, and hears why not the others', async () => {
    const channel = await application('orders');
    await channel.assertExchange('invoices', 'fanout');
    await server.control('add_user', 'obs', 'pw-of-obs');
    // The rights docs/protocols/amqp.md names, of one exchange alone.
    await server.control('set_permissions', 'obs', '^amq\\.gen.*', '^amq\\.gen.*', '^(amq\\.gen.*|orders)$');
    const secrets = { password: 'pw-of-obs' };
    const { until, desk } = await watch({ fields: { username: 'obs' }, secrets, channels: ['orders', 'invoices'] });
    const { channels, phase } = await until('rabbit', (state) =>
      state.channels.every(({ state: is }) => ['on', 'refused'].includes(is)),
    );
    expect([phase, ...channels.map(({ state }) => state)]).toEqual(['connected', 'on', 'refused']);
    expect(channels[1]?.problem?.message).toContain("ACCESS_REFUSED - access to exchange 'invoices'");
    channel.publish('orders', '', Buffer.from('{}'));
    await until('rabbit', ({ received }) => received === 1);
    const values = { exchange: 'orders', routingKey: '', type: '', data: '{}' };
    await expect(desk.send({ profile: 'rabbit', values })).rejects.toMatchObject({ message: /ACCESS_REFUSED/ });
  });
});

describe('TLS', () => {
  test("with an authority of one's own", async () => {
    const channel = await application('secure');
    const fields = { port: server.tlsPort, isTls: true, authorityFile: files.authority };
    const { until } = await watch({ fields, channels: ['secure'] });
    await until('rabbit', allOn);
    channel.publish('secure', '', Buffer.from('{}'));
    await until('rabbit', ({ received }) => received === 1);
  });

  test.each([
    ['an authority nobody named', () => ({ port: server.tlsPort, isTls: true }), 'certificate not trusted'],
    ['TLS where there is none', () => ({ isTls: true }), 'no TLS on this port'],
    ['no TLS where there is some', () => ({ port: server.tlsPort }), 'closed the connection'],
  ])('%s is said', async (_, fields, words) => {
    const { until } = await watch({ fields: fields() });
    const { problem, phase } = await until('rabbit', (state) => state.phase === 'waiting');
    expect([phase, problem?.message]).toEqual(['waiting', expect.stringContaining(words)]);
  });
});

describe('much at once', () => {
  test('a message of 20 MB, and the one behind it', async () => {
    const channel = await application('huge');
    const { until, recorder } = await watch({ channels: ['huge'] });
    await until('rabbit', allOn);
    const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(20_000_000) }));
    channel.publish('huge', '', body, { headers: { type: 'App\\Huge' } });
    channel.publish('huge', '', Buffer.from('{}'), { headers: { type: 'App\\Next' } });
    await until('rabbit', ({ received }) => received === 2);
    const [huge, next] = recorder.of('publish');
    expect([huge?.event, huge?.body?.byteLength, next?.event]).toEqual(['App\\Huge', body.length, 'App\\Next']);
  });

  test('more than waits for us while we are busy leaves a Gap; the application is not held up, and loses nothing', async () => {
    const messages = 300;
    const channel = await application('flood');
    await channel.assertQueue('flood');
    await channel.bindQueue('flood', 'flood', '');
    const { until, recorder } = await watch({ channels: ['flood'] });
    await until('rabbit', allOn);
    floodWhileBusy(server.port, 'flood', messages);
    const gap = await recorder.waitFor(({ kind }) => kind === 'gap');
    expect(gap).toMatchObject({ channel: 'flood', summary: expect.stringContaining('the oldest of what waited') });
    expect(recorder.of('publish').length).toBeLessThan(messages);
    expect((await channel.checkQueue('flood')).messageCount).toBe(messages);
  }, 60_000);
});
