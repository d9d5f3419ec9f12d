import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installPeer } from '../peers/install-peer';
import { app } from './app';
import { endProcess } from './child';
import type { Protocol } from './delivery';

/** A server that publishes are sent to, in a process of its own. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ServedHub extends Server {
  /** Address of the dashboard. */
  readonly dashboard: string;
  readonly dataDir: string;
}

/** `hubbub serve` as a user runs it. */
export async function startHubbub(folder: string): Promise<ServedHub> {
  const dataDir = mkdtempSync(join(folder, 'data-'));
  const addresses = ['--listen', '127.0.0.1:0', '--dashboard', '127.0.0.1:0'];
  const args = [join('out', 'cli', 'hubbub.js'), 'serve', '--json', '--data', dataDir, ...addresses];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = JSON.parse(await firstLine(child, 'hubbub serve')) as { hub: string[]; dashboard: string };
  return {
    port: Number(new URL(ready.hub[0] ?? '').port),
    pid: child.pid ?? 0,
    dashboard: ready.dashboard,
    dataDir,
    async stop() {
      await endProcess(child, () => child.kill('SIGTERM'));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The server without features. */
export async function startFeatureless(protocol: Protocol): Promise<Server> {
  const file = join('bench', 'peers', protocol === 'mercure' ? 'featureless-sse.mjs' : 'featureless.mjs');
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = Number(await firstLine(child, 'the featureless server'));
  return { port, pid: child.pid ?? 0, stop: () => endProcess(child, () => child.kill('SIGTERM')) };
}

export interface SoketiServer extends Server {
  /** Where it tells its metrics, if it does. */
  readonly metricsPort: number;
}

/** `hasMetrics`: off as it is by itself, since counting costs it something. */
export async function startSoketi({ hasMetrics = false } = {}): Promise<SoketiServer> {
  const folder = await installPeer('bench/peers/soketi');
  // Two of them can share a port without a word, so each gets one that is free now.
  const [port, metricsPort] = [await freePort(), await freePort()];
  const env = {
    ...process.env,
    SOKETI_HOST: '127.0.0.1',
    SOKETI_PORT: String(port),
    SOKETI_METRICS_ENABLED: hasMetrics ? '1' : '0',
    SOKETI_METRICS_HOST: '127.0.0.1',
    SOKETI_METRICS_SERVER_PORT: String(metricsPort),
    SOKETI_DEFAULT_APP_ID: app.id,
    SOKETI_DEFAULT_APP_KEY: app.key,
    SOKETI_DEFAULT_APP_SECRET: app.secret,
  };
  const file = join(folder, 'node_modules', '@soketi', 'soketi', 'bin', 'server.js');
  const child = spawn(process.execPath, [file, 'start'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  await lineWith(child, 'soketi', 'up and running');
  return { port, metricsPort, pid: child.pid ?? 0, stop: () => endProcess(child, () => child.kill('SIGKILL')) };
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

function firstLine(child: ChildProcess, what: string): Promise<string> {
  return lineWith(child, what, '');
}

/** A server that ends before it says so does not fail a round in silence. */
async function lineWith(child: ChildProcess, what: string, text: string): Promise<string> {
  if (child.stdout === null) throw new Error(`${what} has no output`);
  const lines = createInterface(child.stdout);
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => reject(new Error(`${what} did not start: it ended with ${signal ?? code}`)));
    lines.on('line', (line) => line.includes(text) && resolve(line));
  });
}
