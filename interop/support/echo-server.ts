import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPeer } from '../../bench/peers/install-peer';
import { endProcess } from '../../src-main/engine/peers/redis-server.test-support';
import { freePort } from './php';

export interface EchoServer {
  readonly port: number;
  readonly app: { readonly id: string; readonly key: string };
  /** Still there: two things a client can send end it. */
  readonly isAlive: boolean;
  stop(): Promise<void>;
}

/** laravel-echo-server 1.6.3 from npm, with channels from Redis and an application that lets Bearer `good` in. */
export async function startEchoServer(redisPort: number): Promise<EchoServer> {
  const folder = await installPeer(join('interop', 'echo-server'), 'laravel-echo-server');
  const application = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const isGood = request.headers.authorization === 'Bearer good-token';
      const member = body.includes('presence-') ? { channel_data: { user_id: 1, user_info: { name: 'Ann' } } } : {};
      response
        .writeHead(isGood ? 200 : 403, { 'content-type': 'application/json' })
        .end(JSON.stringify(isGood ? member : {}));
    });
  });
  application.listen(0, '127.0.0.1');
  await once(application, 'listening');
  const dir = await mkdtemp(join(tmpdir(), 'hubbub-echo-'));
  const [port, app] = [await freePort(), { id: 'app1', key: 'key1' }];
  const config = {
    authHost: `http://127.0.0.1:${(application.address() as AddressInfo).port}`,
    authEndpoint: '/broadcasting/auth',
    clients: [{ appId: app.id, key: app.key }],
    database: 'redis',
    databaseConfig: { redis: { host: '127.0.0.1', port: redisPort, keyPrefix: 'laravel_database_' } },
    devMode: true,
    host: '127.0.0.1',
    port: String(port),
    protocol: 'http',
    socketio: {},
    subscribers: { http: true, redis: true },
    apiOriginAllow: { allowCors: false },
  };
  await writeFile(join(dir, 'laravel-echo-server.json'), JSON.stringify(config));
  const bin = join(folder, 'node_modules', 'laravel-echo-server', 'bin', 'server.js');
  const child = spawn(process.execPath, [bin, 'start', `--dir=${dir}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((done, fail) => {
    child.once('exit', (code) => fail(new Error(`laravel-echo-server ended with exit code ${code}`)));
    child.stdout.on('data', (chunk) => {
      if (String(chunk).includes('Server ready')) done();
    });
  });
  return {
    port,
    app,
    get isAlive() {
      return child.exitCode === null && child.signalCode === null;
    },
    async stop() {
      await endProcess(child);
      application.closeAllConnections();
      application.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
