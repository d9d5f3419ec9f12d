import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface RedisServer {
  readonly port: number;
  /** Ends it; once it is over the promise resolves. SIGKILL leaves it no time to say goodbye. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

/** A real redis-server of our own that keeps nothing. `args`: more of its settings, such as `--requirepass`. */
export async function startRedis(args: readonly string[] = [], port?: number): Promise<RedisServer> {
  const own = port ?? (await freePort());
  const dir = await mkdtemp(join(tmpdir(), 'hubbub-redis-'));
  const isTls = args.includes('--tls-port');
  const settings = [
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'no',
    '--enable-debug-command',
    'local',
  ];
  const all = [...(isTls ? ['--port', '0', '--tls-port', String(own)] : ['--port', String(own)]), ...settings];
  const more = args.filter((one) => one !== '--tls-port');
  const child = spawn('redis-server', [...all, ...more], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  await new Promise<void>((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`redis-server ended with exit code ${code}: ${said.join('\n')}`)));
    createInterface(child.stdout).on('line', (line) => {
      said.push(line);
      if (line.includes('Ready to accept connections')) done();
    });
  });
  return {
    port: own,
    async stop(signal = 'SIGTERM') {
      await endProcess(child, signal);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export async function endProcess(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
