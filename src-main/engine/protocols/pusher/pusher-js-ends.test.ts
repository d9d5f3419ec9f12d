import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import PusherClient from 'pusher-js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { startDesk } from '../../clients/session-desk.test-support';
import { ManualClock } from '../../hub/clocks.test-support';
import { sortByFirstByte } from '../../hub/first-byte';
import { pusher } from '.';

const hello =
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":30}"}';
const errorOf = (code: number | undefined) => JSON.stringify({ event: 'pusher:error', data: { code, message: 'No' } });

/** A server that does the same to whoever connects, and sees how the next one begins. */
async function scripted(script: (socket: WebSocket) => void) {
  const http = createHttpServer();
  const sockets = new WebSocketServer({ server: http });
  let connections = 0;
  let sawNext: (how: string) => void = () => {};
  const next = new Promise<string>((resolve) => {
    sawNext = resolve;
  });
  const open = new Set<Socket>();
  const { take } = sortByFirstByte({
    patienceMs: 60_000,
    plain: (socket) => http.emit('connection', socket),
    secure: (socket) => {
      sawNext('at once, over TLS');
      socket.destroy();
    },
    silent: (socket) => socket.destroy(),
  });
  sockets.on('connection', (socket) => {
    connections += 1;
    if (connections > 1) sawNext('at once');
    else script(socket);
  });
  const server = createServer((socket) => {
    open.add(socket);
    take(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, next };
}

/** What the real library does, by what it says of itself and by what the server sees next. */
async function library(script: (socket: WebSocket) => void): Promise<string> {
  const { port, next } = await scripted(script);
  const options = { cluster: '', wsHost: '127.0.0.1', wsPort: port, wssPort: port, forceTLS: false };
  const client = new PusherClient('key', { ...options, enabledTransports: ['ws', 'wss'] });
  onTestFinished(() => client.disconnect());
  let hasConnected = false;
  client.connection.bind('connected', () => {
    hasConnected = true;
  });
  const said = new Promise<string>((resolve) => {
    // After a close it says this even where it has begun to connect again at once, which its timers, in their order, show.
    client.connection.bind('connecting_in', (seconds: number) => {
      setTimeout(() => {
        if (!hasConnected || client.connection.state !== 'connecting') resolve(`in ${seconds} s`);
      }, 0);
    });
    client.connection.bind('disconnected', () => resolve('never'));
  });
  return Promise.race([said, next]);
}

async function ours(script: (socket: WebSocket) => void): Promise<string> {
  const { port, next } = await scripted(script);
  const clock = new ManualClock();
  const desk = await startDesk([pusher], { clock });
  await desk.start({
    name: 'Own',
    protocol: 'pusher',
    fields: { server: 'other', host: '127.0.0.1', port, key: 'key', verifyTls: false },
  });
  const { phase, nextAttemptAtMs } = await desk.until(
    'own',
    (now) => now.phase === 'failed' || now.phase === 'waiting',
  );
  if (phase === 'failed') return 'never';
  const waitMs = (nextAttemptAtMs ?? 0) - clock.nowMs();
  if (waitMs > 0) return `in ${waitMs / 1_000} s`;
  clock.advance(1);
  return next;
}

const closes = [1000, 1002, 1009, 1011, 3000, 4000, 4001, 4099, 4100, 4199, 4200, 4299, 4300, 4399, 4400, 4999];

describe('a session does what pusher-js does', () => {
  test.each(closes)('on close %s', async (code) => {
    const script = (socket: WebSocket) => {
      socket.send(hello);
      socket.close(code);
    };
    expect(await ours(script)).toBe(await library(script));
  });

  test.each([undefined, 1002, 1004, ...closes.filter((code) => code >= 4000)])(
    'on an error with code %s instead of the handshake, the socket left open',
    async (code) => {
      const script = (socket: WebSocket) => socket.send(errorOf(code));
      expect(await ours(script)).toBe(await library(script));
    },
  );
});

describe('where pusher-js is at its end, that is said', () => {
  async function sessionOf(script: (socket: WebSocket) => void) {
    const { port } = await scripted(script);
    const desk = await startDesk([pusher]);
    await desk.start({
      name: 'Own',
      protocol: 'pusher',
      fields: { server: 'other', host: '127.0.0.1', port, key: 'key' },
    });
    return desk;
  }

  test('an error with code null instead of the handshake', async () => {
    const desk = await sessionOf((socket) =>
      socket.send('{"event":"pusher:error","data":{"code":null,"message":"No"}}'),
    );
    const { advice } = await desk.until('own', ({ phase }) => phase === 'failed');
    expect(advice).toBe('pusher-js fails on it with a TypeError of its own, and stays "connecting".');
  });

  test.each(['{"event":"welcome","data":{}}', '{{{'])('the first frame is %s', async (frame) => {
    const desk = await sessionOf((socket) => socket.send(frame));
    const { advice } = await desk.until('own', ({ phase }) => phase === 'failed');
    expect(advice).toContain('does not try again');
    expect(desk.recorder.entries.at(-1)?.text).toBe(frame);
  });

  test('no activity_timeout', async () => {
    const desk = await sessionOf((socket) =>
      socket.send('{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\"}"}'),
    );
    const { problem } = await desk.until('own', ({ phase, problem }) => phase === 'connected' && problem !== null);
    expect(problem?.message).toBe('The handshake names no activity_timeout.');
  });
});
