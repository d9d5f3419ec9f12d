import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@playwright/test';
import Pusher from 'pusher';
import { appServer, subscribe } from './support/clients';
import { engineOf, isAlive, killEngine } from './support/engine-of';
import { hubbub } from './support/hubbub';
import { anyPort } from './support/launch';
import { copyOfProject } from './support/projects';
import { serve } from './support/served-engine';

let dataDir = '';
test.beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-serve-'));
});
test.afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function holdPort(): Promise<{ port: number; holder: Server }> {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => holder.once('listening', done));
  const address = holder.address();
  return { holder, port: typeof address === 'object' ? (address?.port ?? 0) : 0 };
}

/** The cookie a browser gets for an address that was printed. */
async function cookieOf(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  expect(answer.status).toBe(303);
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

/** Takes part in the handshake and then ignores all that it is told, also that it is over. */
async function clientThatNeverCloses(hub: URL): Promise<Socket> {
  const socket = connect({ port: Number(hub.port), host: hub.hostname, allowHalfOpen: true });
  const key = 'dGhlIHNhbXBsZSBub25jZQ==';
  const upgrade = `Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}`;
  socket.write(`GET /app/your_app_key?protocol=7 HTTP/1.1\r\nHost: ${hub.host}\r\n${upgrade}\r\n\r\n`);
  socket.on('error', () => {});
  await once(socket, 'data');
  return socket;
}

test('the dashboard lets in who was invited, once, and nobody else', async () => {
  const engine = await serve(dataDir);
  const url = new URL(engine.dashboard);
  expect((await fetch(url.origin)).status).toBe(401);
  const first = await fetch(url, { redirect: 'manual' });
  expect(first.headers.get('set-cookie')).toContain('HttpOnly; SameSite=Strict');
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(401);
  const cookie = first.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = await fetch(url.origin, { headers: { cookie } });
  expect(page.status).toBe(200);
  const policy = page.headers.get('content-security-policy') ?? '';
  const nonce = /nonce-([^']+)/.exec(policy)?.[1] ?? 'none';
  expect(await page.text()).toContain(`nonce="${nonce}"`);
  // One character of the seal or of the time is enough to make it another cookie.
  for (const forged of [cookie.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A')), cookie.replace(/=\d/, '=9')]) {
    expect((await fetch(url.origin, { headers: { cookie: forged } })).status).toBe(401);
  }
  expect(await engine.stop()).toBe(0);
});

test('a browser that was let in stays so when the engine is killed, and when serve is started anew', async () => {
  const engine = await serve(dataDir);
  const { origin, port } = new URL(engine.dashboard);
  const cookie = await cookieOf(engine.dashboard);
  await killEngine(dataDir);
  await expect.poll(() => fetch(origin, { headers: { cookie } }).then(({ status }) => status, String)).toBe(200);
  await engine.stop();
  const again = await serve(dataDir, ['--dashboard', `127.0.0.1:${port}`]);
  expect((await fetch(origin, { headers: { cookie } })).status).toBe(200);
  await again.stop();
});

for (const flag of ['--listen', '--dashboard']) {
  test(`a port asked for with ${flag} that is taken ends it with 4, and holder and a free port are named`, async () => {
    const { port, holder } = await holdPort();
    const other = flag === '--listen' ? '--dashboard' : '--listen';
    const args = ['--json', '--data', dataDir, flag, `127.0.0.1:${port}`, other, '127.0.0.1:0'];
    const { code, stderr, stdout } = await hubbub('serve', ...args);
    expect(code).toBe(4);
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is used by `);
    expect(stderr).toContain(`(pid ${process.pid})`);
    expect(stderr).toMatch(/Use \d+ instead/);
    expect(JSON.parse(stdout)).toMatchObject({ ready: false, problem: { code: 'port-taken' } });
    // Nothing is left behind that would be in the way of the next start.
    expect(await readdir(dataDir)).not.toContain('lock');
    holder.close();
  });
}

test('a default port of the dashboard that is taken is passed over', async () => {
  const engine = await serve(dataDir, ['--listen', '127.0.0.1:0']);
  const other = await mkdtemp(join(tmpdir(), 'hubbub-serve-'));
  const second = await serve(other, ['--listen', '127.0.0.1:0']);
  expect(new URL(second.dashboard).port).not.toBe(new URL(engine.dashboard).port);
  await Promise.all([engine.stop(), second.stop()]);
  await rm(other, { recursive: true, force: true });
});

test('bad usage ends it with 2 and says where', async () => {
  const address = await hubbub('serve', '--listen', 'nowhere', '--data', dataDir);
  expect(address.code).toBe(2);
  expect(address.stderr).toContain('nowhere');
  const file = join(dataDir, 'config.json');
  await writeFile(file, JSON.stringify({ apps: [{ id: 'shop' }] }));
  const config = await hubbub('serve', '--config', file, '--data', dataDir);
  expect(config.code).toBe(2);
  expect(config.stderr).toContain('apps[0].key');
  expect((await hubbub('serve', '--no-such-flag')).code).toBe(2);
});

test('a settings file makes apps, and flags win over it', async () => {
  const file = join(dataDir, 'config.json');
  const app = { id: '12345', key: 'your_app_key', secret: 'from the file' };
  await writeFile(file, JSON.stringify({ apps: [app], listen: ['127.0.0.1:0'], dashboard: '127.0.0.1:0' }));
  const engine = await serve(dataDir, ['--config', file]);
  expect((await appServer(engine.hub, 'from the file').trigger('orders', 'E', {})).status).toBe(200);
  await engine.stop();
  const flags = await serve(dataDir, ['--config', file, '--app', '12345:your_app_key:from:a:flag']);
  expect((await appServer(flags.hub, 'from:a:flag').trigger('orders', 'E', {})).status).toBe(200);
  await flags.stop();
});

test('a folder that cannot be made is told', async () => {
  const file = join(dataDir, 'file');
  await writeFile(file, '');
  const { code, stderr } = await hubbub('serve', '--data', join(file, 'data'));
  expect(code).toBe(1);
  expect(stderr).toContain(join(file, 'data'));
  expect(stderr).toContain('--data');
});

test('a folder that has an engine ends a second one with 4 and gives an address of the first', async () => {
  const engine = await serve(dataDir);
  const { code, stdout, stderr } = await hubbub('serve', '--data', dataDir);
  expect(code).toBe(4);
  expect(stderr).toContain(dataDir);
  const address = /^Dashboard: (\S+)$/m.exec(stdout)?.[1] ?? '';
  expect(new URL(address).origin).toBe(new URL(engine.dashboard).origin);
  await cookieOf(address);
  expect(await engine.stop()).toBe(0);
});

test('of two that start on a folder at once, one serves and the other ends with 4', async () => {
  const args = ['serve', '--json', '--data', dataDir, '--listen', '127.0.0.1:0', '--dashboard', '127.0.0.1:0'];
  const ended: number[] = [];
  const racers = [1, 2, 3].map(() =>
    serve(dataDir).catch((error: Error) => ended.push(Number(/\d+/.exec(error.message)))),
  );
  const outcomes = await Promise.all(racers);
  const served = outcomes.flatMap((outcome) => (typeof outcome === 'number' ? [] : [outcome]));
  expect(served).toHaveLength(1);
  expect(ended).toEqual([4, 4]);
  expect((await hubbub(...args)).code).toBe(4);
  await served[0]?.stop();
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} ends it within 2 s, also with clients that do not let go`, async () => {
    const engine = await serve(dataDir);
    const { pid } = await engineOf(dataDir);
    const { client } = await subscribe(engine.hub, 'orders');
    const stubborn = await clientThatNeverCloses(engine.hub);
    const since = performance.now();
    // A terminal and the script that started it may each pass on the same Ctrl-C, and the engine gets it too.
    for (const each of [engine.process.pid, pid, engine.process.pid]) process.kill(each ?? 0, signal);
    expect(await engine.ended).toBe(0);
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(await isAlive(pid)).toBe(false);
    expect((await readdir(dataDir)).sort()).toEqual(['capture.sqlite', 'hubbub.db', 'token']);
    client.disconnect();
    stubborn.destroy();
  });
}

test('npm start without a display serves the dashboard, and Ctrl-C ends everything in order', async () => {
  const { DISPLAY: _x, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  // A group of its own, as a terminal makes one: Ctrl-C goes to all of it.
  const child = spawn('npm', ['start', '--', '--data', dataDir, ...anyPort], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('Dashboard: ')) break;
  }
  expect(lines.at(-1)).toMatch(/^Dashboard: http:\/\/127\.0\.0\.1:\d+\/\?token=/);
  const { pid } = await engineOf(dataDir);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  await once(child, 'exit');
  await expect.poll(() => isAlive(pid), { timeout: 2_000, intervals: [50] }).toBe(false);
  expect((await readdir(dataDir)).sort()).toEqual(['capture.sqlite', 'hubbub.db', 'token']);
});

test('an engine whose supervisor is killed ends in order, and its ports are free', async () => {
  const engine = await serve(dataDir);
  const { pid } = await engineOf(dataDir);
  await appServer(engine.hub).trigger('orders', 'E', {});
  engine.process.kill('SIGKILL');
  await expect.poll(() => isAlive(pid), { timeout: 2_000, intervals: [50] }).toBe(false);
  expect((await readdir(dataDir)).sort()).toEqual(['capture.sqlite', 'hubbub.db', 'token']);
  const again = await serve(dataDir, ['--listen', engine.hub.host, '--dashboard', new URL(engine.dashboard).host]);
  expect(again.hub.href).toBe(engine.hub.href);
  await again.stop();
});

test('an engine that cannot live is given up with a Problem', async () => {
  test.setTimeout(90_000);
  const engine = await serve(dataDir);
  let { run } = await engineOf(dataDir);
  // Six deaths in a row, each soon after its start.
  for (let life = 1; life < 6; life += 1) run = (await killEngine(dataDir)).run;
  process.kill((await engineOf(dataDir)).pid, 'SIGKILL');
  expect(run).not.toBe('');
  expect(await engine.ended).toBe(1);
});

test('--project puts the app of a folder on the hub, and says so', async () => {
  const { dir, remove } = await copyOfProject('laravel');
  const env = join(dir, '.env');
  await writeFile(env, (await readFile(env, 'utf8')).replaceAll('your_app_', 'their_').replaceAll('12345', '778899'));
  const engine = await serve(dataDir, ['--project', dir, ...anyPort]);
  const at = { host: engine.hub.hostname, port: engine.hub.port, useTLS: false };
  const server = new Pusher({ appId: '778899', key: 'their_key', secret: 'their_secret', ...at });
  expect((await server.trigger('chat', 'message.sent', {})).status).toBe(200);
  await engine.stop();

  const missing = await hubbub('serve', '--json', '--data', dataDir, ...anyPort, '--project', `${dir}-not-there`);
  expect(missing.code).not.toBe(0);
  expect(missing.stderr).toContain('There is no folder');
  await remove();
});
