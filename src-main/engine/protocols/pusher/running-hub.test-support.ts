import Pusher from 'pusher';
import PusherClient from 'pusher-js';
import type { AppSettings } from '../../../contract/app';
import type { Clock } from '../../clock';
import { defaultApp } from '../../hub/apps';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub, type HubOptions } from '../../hub/create-hub';
import type { Hub } from '../../hub/hub';
import type { HubContext } from '../../hub/hub-context';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import type { ProtocolModule } from '../protocol-module';
import { pusher } from '.';
import { RawClient } from './raw-client.test-support';

export interface RunningHub {
  readonly hub: Hub;
  readonly recorder: MemoryRecorder;
  readonly port: number;
  readonly url: string;
  /** A plain WebSocket that has got its handshake. */
  connect(query?: string, key?: string): Promise<RawClient>;
  /** The official browser client, run under Node. */
  client(options?: object): PusherClient;
  /** The official Node SDK. */
  sdk(options?: object): Pusher;
  close(): Promise<void>;
}

/** A hub on a free port of the loopback, with a recorder that keeps what it is given. */
export async function startHub(
  options: {
    readonly apps?: readonly AppSettings[];
    readonly clock?: Clock;
    readonly protocols?: readonly ProtocolModule<HubContext>[];
    readonly port?: number;
    readonly faces?: HubOptions['faces'];
    readonly kept?: HubOptions['kept'];
    readonly team?: HubOptions['team'];
    readonly recorder?: MemoryRecorder;
  } = {},
): Promise<RunningHub> {
  const recorder = options.recorder ?? new MemoryRecorder();
  const hub = createHub({
    recorder,
    clock: options.clock ?? systemClock,
    random: Math.random,
    apps: options.apps ?? [defaultApp],
    protocols: options.protocols ?? [pusher],
    firstConnectionId: 1,
    ...(options.team === undefined ? {} : { team: options.team }),
    ...(options.kept === undefined ? {} : { kept: options.kept }),
    ...(options.faces === undefined ? {} : { faces: options.faces }),
  });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: options.port ?? 0, asked: true }]);
  const url = listener?.url ?? '';
  const port = Number(new URL(url).port);
  const opened = new Set<{ close(): void }>();
  return {
    hub,
    recorder,
    port,
    url,
    connect: async (query = '?protocol=7&client=js&version=8.6.0&flash=false', key = defaultApp.key) => {
      const client = new RawClient(`ws://127.0.0.1:${port}/app/${key}${query}`);
      opened.add(client);
      client.closed.then(() => opened.delete(client));
      await client.opened;
      return client;
    },
    client: (more = {}) => {
      const client = new PusherClient(defaultApp.key, {
        cluster: '',
        wsHost: '127.0.0.1',
        wsPort: port,
        forceTLS: false,
        enabledTransports: ['ws'],
        ...more,
      });
      opened.add({ close: () => client.disconnect() });
      return client;
    },
    sdk: (more = {}) => {
      const { id, key, secret } = defaultApp;
      return new Pusher({ appId: id, key, secret, host: '127.0.0.1', port: String(port), useTLS: false, ...more });
    },
    close: async () => {
      for (const one of opened) {
        one.close();
      }
      await hub.close();
    },
  };
}
