import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ForwardSettings } from '../../../contract/app';
import { defaultApp } from '../../hub/apps';
import { type RunningHub, startHub } from './running-hub.test-support';

/** A hub whose app is passed through. */
export async function startFront(forward: Partial<ForwardSettings>): Promise<RunningHub> {
  const settings = { ...defaultApp, forward: { url: '', authUrl: '', verifyTls: true, ...forward } };
  const hub = await startHub({ apps: [settings] });
  onTestFinished(() => hub.close());
  return hub;
}

/** A server that takes every WebSocket and leaves the rest to the test. */
export async function scripted(onSocket: (socket: WebSocket, request: IncomingMessage) => void): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => false });
  await once(server, 'listening');
  server.on('connection', onSocket);
  onTestFinished(() => {
    for (const socket of server.clients) socket.terminate();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** An application that answers by HTTP. */
export async function application(answer: (request: IncomingMessage, body: string, response: ServerResponse) => void) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    answer(request, Buffer.concat(chunks).toString(), response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
