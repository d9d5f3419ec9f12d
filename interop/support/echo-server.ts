import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { installPeer } from '../../bench/peers/install-peer';
import { endProcess, freePort } from './php';

export interface EchoServer {
  readonly port: number;
  readonly url: string;
  /** It ends by itself at what it does not expect. */
  isAlive(): boolean;
  stop(): Promise<void>;
}

export const echoApp = { id: '5d2b0a1c7f3e9846', key: 'a_key_of_the_http_api' };

/** laravel-echo-server 1.6.3 as its `init` sets it up, with Laravel's prefix; `port`: one it had before. */
export async function startEchoServer(redisPort: number, authHost: string, port?: number): Promise<EchoServer> {
  const folder = await installPeer('interop/peers/laravel-echo-server');
  const dir = await mkdtemp(join(tmpdir(), 'hubbub-echo-server-'));
  const own = port ?? (await freePort());
  const settings = {
    authHost,
    authEndpoint: '/broadcasting/auth',
    clients: [{ appId: echoApp.id, key: echoApp.key }],
    database: 'redis',
    databaseConfig: { redis: { host: '127.0.0.1', port: redisPort, keyPrefix: 'laravel_database_' } },
    devMode: false,
    host: '127.0.0.1',
    port: own,
    protocol: 'http',
    subscribers: { http: true, redis: true },
  };
  await writeFile(join(dir, 'laravel-echo-server.json'), JSON.stringify(settings));
  const file = join(folder, 'node_modules/laravel-echo-server/bin/server.js');
  const child = spawn(process.execPath, [file, 'start', '--dir', dir, '--force'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await saidReady(child);
  return {
    port: own,
    url: `http://127.0.0.1:${own}`,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      await endProcess(child);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

function saidReady(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`laravel-echo-server ended with exit code ${code}`)));
    createInterface(child.stdout as NonNullable<typeof child.stdout>).on('line', (line) => {
      if (line.includes('Server ready')) done();
    });
  });
}
