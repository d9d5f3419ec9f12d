import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type RedisServer, startRedis } from '../../peers/redis-server.test-support';
import { redisTls, tlsFiles } from '../../peers/tls-files.test-support';
import { isOn, other, watch } from './redis.test-support';

let server: RedisServer;

beforeAll(async () => {
  server = await startRedis();
  return () => server.stop();
});

describe('a Redis that does not let us', () => {
  test('a missing and a wrong password are said, and not tried again', async () => {
    const closed = await startRedis(['--requirepass', 's3cret']);
    onTestFinished(() => closed.stop());
    const none = await watch(closed.port);
    const missing = await none.until('redis', ({ phase }) => phase === 'failed');
    expect(missing.problem?.message).toContain('NOAUTH Authentication required.');
    const wrong = await watch(closed.port, { secrets: { password: 'wrong-password' } });
    const refused = await wrong.until('redis', ({ phase }) => phase === 'failed');
    expect(refused.problem?.message).toContain('WRONGPASS');
    expect(JSON.stringify(wrong.recorder.entries)).not.toContain('wrong-password');
    const right = await watch(closed.port, { secrets: { password: 's3cret' } });
    await right.until('redis', isOn);
  });

  test('a replica tells what its primary is sent, and may not be written to', async () => {
    const primary = await startRedis(['--repl-diskless-sync-delay', '0']);
    const replica = await startRedis(['--replicaof', '127.0.0.1', String(primary.port)]);
    onTestFinished(async () => {
      await replica.stop();
      await primary.stop();
    });
    const app = other(primary.port);
    await app.xadd('chat', '*', 'message', '{"body":"{}","headers":{"type":"App\\\\Chat"}}');
    const copy = other(replica.port);
    await vi.waitFor(async () => expect(await copy.xlen('chat')).toBe(1), { timeout: 15_000 });
    const { until, desk } = await watch(replica.port, { channels: ['app_*'] });
    await until('redis', isOn);
    await app.publish('app_x', '{"event":"e","data":1,"socket":null}');
    await until('redis', ({ received }) => received === 1);
    const values = { channel: 'stream:chat', event: 'App\\Chat', data: '{}' };
    const refused = { message: expect.stringContaining('READONLY'), hint: 'Name the primary instead.' };
    await expect(desk.send({ profile: 'redis', values })).rejects.toMatchObject(refused);
  });

  test('a user who may watch only some channels watches those, and hears why not the others', async () => {
    await other(server.port).call(
      'ACL',
      'SETUSER',
      'obs',
      'on',
      '>pw-of-obs',
      'resetchannels',
      '&app_*',
      '+psubscribe',
      '+subscribe',
      '+ping',
    );
    const fields = { username: 'obs', queues: 'default' };
    const secrets = { password: 'pw-of-obs' };
    const { until, recorder } = await watch(server.port, { fields, secrets, channels: ['app_*', 'shop_*'] });
    const state = await until('redis', ({ channels }) =>
      channels.every((one) => ['on', 'refused'].includes(one.state)),
    );
    expect(state.channels.map(({ name, state: is }) => [name, is])).toEqual([
      ['app_*', 'on'],
      ['shop_*', 'refused'],
    ]);
    expect(state.channels[1]?.problem?.message).toContain('NOPERM');
    expect(recorder.of('refused', 'subscribe')).toHaveLength(1);
    await other(server.port).publish('app_x', '{"event":"e","data":1,"socket":null}');
    await until('redis', ({ received }) => received === 1);
    await until('redis', ({ facts }) => facts.some(({ value }) => value === 'may not be read by this user'));
  });

  test('killed and started again: a clear state, a Gap, and everything as before', async () => {
    const first = await startRedis();
    const { until, recorder } = await watch(first.port, { channels: ['app_*'] });
    await until('redis', isOn);
    await first.stop('SIGKILL');
    const lost = await until('redis', ({ phase }) => phase === 'waiting');
    // Killed with something unread, the system resets the connection instead of closing it.
    expect(lost.problem?.message).toMatch(
      new RegExp(`^redis://127.0.0.1:${first.port}( closed the connection.|: connection reset )`),
    );
    expect(recorder.of('connection', 'close')).toHaveLength(1);
    const second = await startRedis([], first.port);
    onTestFinished(() => second.stop());
    await until('redis', (state) => state.phase === 'connected' && isOn(state));
    expect(recorder.of('gap')[0]?.summary).toContain('Messages published meanwhile could not be seen');
    await other(second.port).publish('app_x', 'back');
    await until('redis', ({ received }) => received === 1);
  });

  test("over TLS with an authority of one's own; without it, and without TLS, it is said why not", async () => {
    const files = await tlsFiles();
    onTestFinished(files.remove);
    const secure = await startRedis(redisTls(files));
    onTestFinished(() => secure.stop());
    const trusted = await watch(secure.port, { fields: { isTls: true, authorityFile: files.authority } });
    await trusted.until('redis', isOn);
    const unknown = await watch(secure.port, { fields: { isTls: true } });
    const { problem } = await unknown.until('redis', (state) => state.problem !== null);
    expect(problem?.message).toContain('certificate not trusted');
    const plain = await watch(secure.port);
    await plain.until('redis', (state) => state.problem !== null && state.phase === 'waiting');
  });

  test('TLS spoken to a port without it', async () => {
    const { until } = await watch(server.port, { fields: { isTls: true } });
    const { problem, phase } = await until('redis', (state) => state.problem !== null);
    expect([problem?.code, phase]).toEqual(['unreachable', 'waiting']);
    expect(problem?.hint).toContain('may not speak TLS');
  }, 20_000);

  test('a reader that Redis cuts for being slow is told of, and what it missed is a Gap', async () => {
    const strict = await startRedis(['--client-output-buffer-limit', 'pubsub 1mb 1mb 0']);
    onTestFinished(() => strict.stop());
    const { until, recorder } = await watch(strict.port, { channels: ['app_*'] });
    await until('redis', isOn);
    await other(strict.port).publish('app_x', Buffer.alloc(8_000_000, 'x'));
    const cut = await until('redis', ({ phase }) => phase === 'waiting');
    expect(cut.problem?.hint).toContain('client-output-buffer-limit pubsub');
    await until('redis', (state) => state.phase === 'connected' && isOn(state));
    expect(recorder.of('gap')[0]?.summary).toContain('Messages published meanwhile could not be seen');
    await other(strict.port).publish('app_x', 'small');
    await until('redis', ({ received }) => received === 1);
  });
});

test('a message of 20 MB, and the one behind it', async () => {
  const { until, recorder } = await watch(server.port, { channels: ['app_*'] });
  await until('redis', isOn);
  const body = Buffer.from(JSON.stringify({ event: 'huge', data: 'x'.repeat(20_000_000), socket: null }));
  await other(server.port).publish('app_x', body);
  await other(server.port).publish('app_x', '{"event":"next","data":1,"socket":null}');
  await until('redis', ({ received }) => received === 2);
  const [huge, next] = recorder.of('publish');
  expect([huge?.event, huge?.body?.byteLength, next?.event]).toEqual(['huge', body.length, 'next']);
});
