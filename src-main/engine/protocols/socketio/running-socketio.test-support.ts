import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import { defaultSocketIo, type SocketIoSettings } from '../../../contract/socketio';
import type { Clock } from '../../clock';
import { defaultApp } from '../../hub/apps';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import type { Hub } from '../../hub/hub';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { pusher } from '../pusher';
import { createSocketIo } from '.';

/** The client of Socket.IO 2, which has the same shape as far as it is used here. */
const old = require('socket.io-client-2') as typeof io;

export interface RunningSocketIo {
  readonly hub: Hub;
  readonly recorder: MemoryRecorder;
  readonly url: string;
  /** As somebody in Settings does. */
  change(next: Partial<SocketIoSettings>): void;
  /** The real client of Socket.IO 2 or 4, once it is connected. */
  client(version: 2 | 4, options?: object, namespace?: string): Promise<Socket>;
}

export const ioOf = (version: 2 | 4): typeof io => (version === 2 ? old : io);

export async function startSocketIo(
  settings: Partial<SocketIoSettings> = {},
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<RunningSocketIo> {
  const recorder = new MemoryRecorder();
  const live = { current: { ...defaultSocketIo, ...settings } };
  const protocols = [pusher, createSocketIo(live)];
  const hub = createHub({ recorder, clock, random: Math.random, apps: [defaultApp], protocols, firstConnectionId: 1 });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  const url = listener?.url ?? '';
  const sockets: Socket[] = [];
  onTestFinished(async () => {
    for (const socket of sockets) socket.disconnect();
    await hub.close();
  });
  return {
    hub,
    recorder,
    url,
    change: (next) => {
      live.current = { ...live.current, ...next };
    },
    client: async (version, options = {}, namespace = '') => {
      const socket = ioOf(version)(`${url}${namespace}`, { forceNew: true, reconnection: false, ...options });
      sockets.push(socket);
      await new Promise<void>((done, fail) => {
        socket.on('connect', done);
        socket.on('connect_error', (error) => fail(error));
      });
      return socket;
    },
  };
}

export interface AskedAuth {
  readonly channel: string;
  readonly headers: IncomingMessage['headers'];
}

/** An application's auth endpoint; `rule` answers with a status and a body. */
export async function startApplication(
  rule: (asked: AskedAuth) => readonly [status: number, body: string],
  patience: Promise<void> = Promise.resolve(),
): Promise<{ readonly url: string; readonly asked: readonly AskedAuth[] }> {
  const asked: AskedAuth[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', async () => {
      await patience;
      const one = { channel: new URLSearchParams(body).get('channel_name') ?? '', headers: request.headers };
      asked.push(one);
      const [status, text] = rule(one);
      response.writeHead(status, { 'content-type': 'text/html' });
      response.end(text);
    });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/broadcasting/auth`, asked };
}

/** Everything a socket hears from now on, as lists of name and arguments. */
export function heard(socket: Socket, ...events: readonly string[]): unknown[][] {
  const all: unknown[][] = [];
  for (const event of events) {
    socket.on(event, (...args: unknown[]) => all.push([event, ...args]));
  }
  return all;
}
