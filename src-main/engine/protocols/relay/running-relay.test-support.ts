import { once } from 'node:events';
import { WebSocket } from 'ws';
import { defaultRelay, type RelaySettings } from '../../../contract/relay';
import type { Clock } from '../../clock';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import type { Hub } from '../../hub/hub';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { createRelay } from '.';

/** A real WebSocket with what it has heard so far. */
export class RelayClient {
  /** Texts as they are, binary messages as `hex:…`. */
  readonly heard: string[] = [];
  readonly opened: Promise<unknown>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly socket: WebSocket;

  constructor(
    url: string,
    options: { readonly origin?: string; readonly host?: string; readonly autoPong?: boolean } = {},
  ) {
    const { host, ...rest } = options;
    this.socket = new WebSocket(url, { ...rest, ...(host === undefined ? {} : { headers: { host } }) });
    this.socket.on('message', (data: Buffer, isBinary) =>
      this.heard.push(isBinary ? `hex:${data.toString('hex')}` : data.toString()),
    );
    this.opened = once(this.socket, 'open');
    this.opened.catch(() => {});
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  send(data: string | Buffer): void {
    this.socket.send(data);
  }

  /** Resolves when it has heard so many messages in all. */
  async until(count: number): Promise<readonly string[]> {
    while (this.heard.length < count) {
      await once(this.socket, 'message');
    }
    return this.heard;
  }

  /** All it has heard when everything it was sent before now has come: pings are answered in order. */
  async settled(): Promise<readonly string[]> {
    const pong = once(this.socket, 'pong');
    this.socket.ping();
    await pong;
    return this.heard;
  }

  close(): void {
    this.socket.close();
  }
}

export interface RunningRelay {
  readonly hub: Hub;
  readonly recorder: MemoryRecorder;
  /** ws://127.0.0.1:PORT */
  readonly url: string;
  connect(path?: string, options?: ConstructorParameters<typeof RelayClient>[1]): Promise<RelayClient>;
  /** Changes settings as a person does at the screen. */
  set(change: Partial<RelaySettings>): void;
  close(): Promise<void>;
}

export async function startRelay(
  settings: Partial<RelaySettings> = {},
  { clock = systemClock }: { readonly clock?: Clock } = {},
): Promise<RunningRelay> {
  let current = { ...defaultRelay, ...settings };
  const listeners: ((now: RelaySettings, before: RelaySettings) => void)[] = [];
  const relay = createRelay({
    get current() {
      return current;
    },
    onChange: (listener) => listeners.push(listener),
  });
  const recorder = new MemoryRecorder();
  const hub = createHub({ recorder, clock, random: Math.random, apps: [], protocols: [relay], firstConnectionId: 1 });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  const url = (listener?.url ?? '').replace('http', 'ws');
  const clients: RelayClient[] = [];
  return {
    hub,
    recorder,
    url,
    connect: async (path = '', options = {}) => {
      const client = new RelayClient(`${url}${path}`, options);
      clients.push(client);
      await client.opened;
      return client;
    },
    set: (change) => {
      const before = current;
      current = { ...current, ...change };
      for (const one of listeners) one(current, before);
    },
    close: async () => {
      for (const client of clients) client.socket.terminate();
      await hub.close();
    },
  };
}
