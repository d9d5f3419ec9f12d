import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { Server as Server4 } from 'socket.io';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ProfileInput } from '../../../../contract/profile';
import { createSocketIo } from '..';

export const socketIo = createSocketIo();

export const profileOf = (url: string, fields: ProfileInput['fields'] = {}, more: Partial<ProfileInput> = {}) => ({
  name: 'io',
  protocol: 'socketio',
  fields: { url, ...fields },
  ...more,
});

/** As far as it is used here, the server of Socket.IO 2 has the shape of that of 4. */
const Server2 = createRequire(import.meta.url)('socket.io-2') as new (http: Server, options?: object) => Server4;

async function listening(http: Server): Promise<string> {
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** The real server of Socket.IO 2 or 4. */
export async function ioServer(version: 2 | 4, options: object = {}): Promise<{ url: string; io: Server4 }> {
  const http = createServer((_request, response) => response.writeHead(404).end('no such place'));
  const io = version === 4 ? new Server4(http, options) : new Server2(http, options);
  const url = await listening(http);
  onTestFinished(async () => {
    await io.close();
    http.close();
  });
  return { url, io };
}

/** A stand-in for a server on Swoole: WebSockets of any path, and what it answers by HTTP. */
export async function swooleServer(
  onSocket: (socket: WebSocket, url: string) => void,
  onRequest: (method: string, url: string) => readonly [number, string] = () => [404, ''],
): Promise<string> {
  const http = createServer((request, response) => {
    const [status, body] = onRequest(request.method ?? '', request.url ?? '');
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  });
  const server = new WebSocketServer({ server: http });
  server.on('connection', (socket, request) => onSocket(socket, request.url ?? ''));
  const url = await listening(http);
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    http.closeAllConnections();
    http.close();
  });
  return url;
}
