import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { Clock } from '../clock';
import { systemClock } from './clocks.test-support';
import type { HubConnection } from './connection';
import { createHub } from './create-hub';
import type { Hub } from './hub';
import { MemoryRecorder } from './memory-recorder.test-support';
import type { PlainProtocol } from './plain-protocol.test-support';
import { plainProtocol } from './plain-protocol.test-support';
import { testTls } from './test-tls.test-support';
import type { HubTls } from './tls-face';

export interface PlainClient {
  readonly socket: WebSocket;
  readonly texts: string[];
  /** The other end of it, in the hub. */
  readonly connection: HubConnection;
  /** Waits until that many texts have come. */
  received(count: number): Promise<readonly string[]>;
  closed(): Promise<{ readonly code: number; readonly reason: string }>;
  /** The TCP socket below, to stop reading from it. */
  readonly tcp: Socket;
}

export interface PlainHub {
  readonly hub: Hub;
  readonly port: number;
  readonly recorder: MemoryRecorder;
  readonly protocol: PlainProtocol;
  connect(): Promise<PlainClient>;
}

/** `tls`: null for a hub that answers no TLS. */
export async function startPlainHub(clock: Clock = systemClock, tls: HubTls | null = testTls()): Promise<PlainHub> {
  const recorder = new MemoryRecorder();
  const protocol = plainProtocol();
  const hub = createHub({
    recorder,
    clock,
    random: Math.random,
    apps: [],
    protocols: [protocol],
    firstConnectionId: 7,
    ...(tls === null ? {} : { tls }),
  });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  const port = Number(new URL(listener?.url ?? '').port);
  return { hub, port, recorder, protocol, connect: () => connectTo(port, protocol) };
}

async function connectTo(port: number, protocol: PlainProtocol): Promise<PlainClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/plain`);
  const texts: string[] = [];
  let wake = (): void => {};
  socket.on('message', (data) => {
    texts.push(data.toString());
    wake();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  let tcp: Socket | null = null;
  socket.on('upgrade', (response) => {
    tcp = response.socket as Socket;
  });
  await once(socket, 'open');
  return {
    socket,
    texts,
    connection: protocol.connections.at(-1) as HubConnection,
    received: async (count) => {
      while (texts.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return texts;
    },
    closed: () => closed,
    tcp: tcp as unknown as Socket,
  };
}
