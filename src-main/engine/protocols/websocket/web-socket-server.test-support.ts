import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { ProfileInput } from '../../../contract/profile';
import { pusher } from '../pusher';
import { engineReader, frameReader } from '../socketio/read-frame';
import { createWebSocket } from '.';

export const webSocket = createWebSocket({ pusher: pusher.codec, others: [frameReader, engineReader] });

export const profileOf = (url: string, fields: ProfileInput['fields'] = {}): ProfileInput => ({
  name: 'ws',
  protocol: 'websocket',
  fields: { url, ...fields },
});

/** A server on a free port that takes every WebSocket and leaves the rest to the test. */
export async function socketServer(
  onSocket: (socket: WebSocket, request: IncomingMessage) => void,
  options: ServerOptions = {},
): Promise<string> {
  const http = createServer((_request, response) => response.writeHead(404).end());
  const server = new WebSocketServer({ server: http, ...options });
  server.on('connection', onSocket);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    http.close();
  });
  return `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** A server that answers upgrades by hand: with HTTP, or with bytes of its own. */
export async function handServer(
  answer: (request: IncomingMessage, socket: Socket) => void,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end(),
): Promise<string> {
  const http = createServer(onRequest);
  const sockets = new Set<Socket>();
  http.on('connection', (socket) => sockets.add(socket));
  http.on('upgrade', (request, socket) => answer(request, socket as Socket));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    http.close();
  });
  return `ws://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** An ordinary HTTP answer to the handshake. */
export const answer =
  (status: string, headers = '', body = '') =>
  (_request: unknown, socket: Socket) =>
    socket.end(`HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\nConnection: close\r\n${headers}\r\n${body}`);

const acceptOf = (key: string) =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

/** A handshake that is right, with more headers. */
export const accept =
  (more: string, then: (socket: Socket) => void = () => {}) =>
  ({ headers }: { headers: NodeJS.Dict<string | string[]> }, socket: Socket) => {
    const key = acceptOf(String(headers['sec-websocket-key']));
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key}\r\n${more}\r\n`,
    );
    then(socket);
  };
