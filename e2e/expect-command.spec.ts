import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { appServer, subscribe } from './support/clients';
import { engineOf } from './support/engine-of';
import { hubbub, outputOf, start } from './support/hubbub';
import { type ServedEngine, serve } from './support/served-engine';
import { join as joinChannel, pageOf } from './support/traffic';

let dataDir = '';
let engine: ServedEngine;
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-expect-'));
  engine = await serve(dataDir);
});
test.afterEach(async () => {
  await engine.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** `hubbub expect`, and when it has said that it is armed. */
function expecting(...args: readonly string[]) {
  const child = start('expect', ...args, '--data', dataDir);
  const output = outputOf(child);
  return {
    child,
    armed: () => expect.poll(() => output.stderr).toContain('Armed'),
    ended: once(child, 'close').then(([code]) => ({ ...output, code: code as number | null })),
  };
}

test('expect ends with 0 when the message arrives with the values it is to have', async () => {
  const { client } = await subscribe(engine.hub, 'orders');
  const server = appServer(engine.hub);
  await server.trigger('orders', 'OrderShipped', { id: 7 });
  const waiting = expecting(
    'orders',
    'OrderShipped',
    '--where',
    'id=7',
    '--where',
    'user.name=Anna B',
    '--timeout',
    '30',
  );
  await waiting.armed();
  await server.trigger('orders', 'OrderShipped', { id: 8, user: { name: 'Anna B' } });
  await server.trigger('orders', 'App\\Events\\OrderShipped', { id: 7, user: { name: 'Anna B' } });
  const { code, stdout, stderr } = await waiting.ended;
  expect([code, stderr]).toEqual([0, 'Armed: OrderShipped on orders, for 30 s.\n']);
  expect(stdout).toMatch(
    /^Arrived after \d+\.\d\d s: App\\Events\\OrderShipped on orders, sent to 1 client \(entry \d+\)\.\n$/,
  );
  client.disconnect();
});

test('expect --json prints one object, with who got it', async () => {
  const { client } = await subscribe(engine.hub, 'orders');
  const waiting = expecting('orders', 'OrderShipped', '--json', '--app-id', '12345');
  await waiting.armed();
  await appServer(engine.hub).trigger('orders', 'OrderShipped', {});
  const { code, stdout } = await waiting.ended;
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(JSON.parse(stdout)).toMatchObject({
    state: 'arrived',
    timeoutMs: 10_000,
    absence: null,
    arrival: {
      receivers: 1,
      receipt: { channels: [{ matched: 1, recipients: [{ socketId: client.connection.socket_id }] }] },
    },
  });
  client.disconnect();
});

test('expect ends with 1 and says why it did not arrive', async () => {
  const page = pageOf(engine.hub, 'ada');
  await joinChannel(page, 'private-orders');
  const waiting = expecting('orders', 'OrderShipped', '--timeout', '1');
  await waiting.armed();
  await appServer(engine.hub).trigger('orders', 'OrderShipped', {});
  const { code, stdout, stderr } = await waiting.ended;
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(
    'It did not arrive. OrderShipped was published to orders, and nobody was subscribed. (entry',
  );
  expect(stderr).toContain('1 client is subscribed to private-orders instead.');
  page.disconnect();

  const nothing = await hubbub('expect', 'orders', 'OrderShipped', '--timeout', '0.3', '--json', '--data', dataDir);
  expect(nothing.code).toBe(1);
  expect(JSON.parse(nothing.stdout)).toMatchObject({ state: 'missed', absence: { cause: 'nothing', seq: null } });
  expect(nothing.stderr).toContain('queue:work');
});

test('expect tells bad usage, a missing engine, an engine that goes, and Ctrl-C apart', async () => {
  const run = (...args: readonly string[]) => hubbub('expect', ...args, '--data', dataDir);
  expect((await run('orders')).code).toBe(2);
  expect((await run('orders', 'E', '--timeout', 'soon')).code).toBe(2);
  const path = await run('orders', 'E', '--where', '=7');
  expect(path.code).toBe(2);
  expect(path.stderr).toContain('PATH=VALUE');
  const app = await run('orders', 'E', '--app-id', 'none');
  expect(app.code).toBe(2);
  expect(app.stderr).toContain('12345');
  expect((await hubbub('expect', 'orders', 'E', '--data', join(dataDir, 'elsewhere'))).code).toBe(3);
  const help = await hubbub('expect', '--help');
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('Exit codes: 0 it arrived');

  const given = expecting('orders', 'E');
  await given.armed();
  given.child.kill('SIGINT');
  const ended = await given.ended;
  expect(ended.code).toBe(1);
  expect(ended.stderr).toContain('Given up before it arrived.');

  const left = expecting('orders', 'E');
  await left.armed();
  process.kill((await engineOf(dataDir)).pid, 'SIGKILL');
  expect((await left.ended).code).toBe(3);
});
