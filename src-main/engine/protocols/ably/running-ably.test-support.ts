import Ably from 'ably';
import { expect, onTestFinished } from 'vitest';
import type { AppSettings } from '../../../contract/app';
import type { Clock } from '../../clock';
import { defaultApp } from '../../hub/apps';
import { pusher } from '../pusher';
import { type RunningHub, startHub } from '../pusher/running-hub.test-support';
import { ably } from '.';

/** The key of the app there is without any configuration, as Ably has keys. */
export const ablyKey = `${defaultApp.id}.${defaultApp.key}:${defaultApp.secret}`;

export interface RunningAbly extends RunningHub {
  /** ably-js, over plain HTTP and WebSockets of this hub. */
  rest(options?: Ably.ClientOptions): Ably.Rest;
  realtime(options?: Ably.ClientOptions): Ably.Realtime;
  /** A request as an SDK sends it; the answer's JSON. */
  ask(method: string, path: string, init?: RequestInit): Promise<{ status: number; json: unknown; headers: Headers }>;
}

export async function startAbly(options: { apps?: readonly AppSettings[]; clock?: Clock } = {}): Promise<RunningAbly> {
  const running = await startHub({ ...options, protocols: [pusher, ably] });
  const clients: Ably.Realtime[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.close();
    await running.close();
  });
  const local: Ably.ClientOptions = {
    key: ablyKey,
    endpoint: 'localhost',
    port: running.port,
    tls: false,
    logLevel: 0,
    disableConnectivityCheck: true,
    transports: ['web_socket'],
  };
  return {
    ...running,
    rest: (more = {}) => new Ably.Rest({ ...local, ...more }),
    realtime: (more = {}) => {
      const client = new Ably.Realtime({ ...local, ...more });
      clients.push(client);
      return client;
    },
    ask: async (method, path, init = {}) => {
      const answer = await fetch(`${running.url}${path}`, { method, ...init });
      return { status: answer.status, json: await answer.json(), headers: answer.headers };
    },
  };
}

export const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(key).toString('base64')}` });

/** What a channel hears, from when it is attached. */
export async function listen(client: Ably.Realtime, name: string, options: Ably.ChannelOptions = {}) {
  const channel = client.channels.get(name, options);
  const heard: [string | undefined, unknown][] = [];
  await channel.subscribe((message) => heard.push([message.name, message.data]));
  return { channel, heard };
}

export const whenOver = (hub: RunningAbly, count = 1) =>
  expect.poll(() => hub.recorder.of('connection', 'close')).toHaveLength(count);
