import type { EntryInput } from '../../capture/recorder';
import { writeBroadcast } from '../../formats/laravel-broadcast';
import { createProtocols } from '../../protocols';
import type { Codec } from '../../protocols/protocol-module';

export interface SeenMessage {
  readonly event: string;
  readonly channel: string;
  /** Without `socket`. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly socket: string | null;
}

const codecs = new Map(createProtocols().map(({ descriptor, codec }) => [descriptor.id, codec]));
export const codecOf = (protocol: string): Codec | undefined => codecs.get(protocol);

/** How one broadcast looks at each place it passes, in Laravel's, Redis's and Pusher's own bytes. */
export const places: Readonly<Record<string, (message: SeenMessage) => EntryInput>> = {
  log: ({ event, channel, data, socket }) => ({
    kind: 'publish',
    direction: 'down',
    protocol: 'log',
    source: 'the-log',
    channel,
    event,
    body: Buffer.from(
      `[2026-11-23 07:07:46] local.INFO: Broadcasting [${event}] on channels [${channel}] with payload:\n${JSON.stringify({ ...data, socket }, null, 4)}  \n`,
    ),
  }),
  redis: ({ event, channel, data, socket }) => ({
    kind: 'publish',
    direction: 'down',
    protocol: 'redis',
    source: 'the-redis',
    channel,
    event,
    body: Buffer.from(writeBroadcast(event, JSON.stringify({ ...data, socket }), socket)),
    detail: {
      redisChannel: `app_database_${channel}`,
      prefix: 'app_database_',
      ...(socket === null ? {} : { socket }),
    },
  }),
  hub: ({ event, channel, data, socket }) => ({
    kind: 'publish',
    direction: 'up',
    protocol: 'pusher',
    app: '1',
    channel,
    event,
    body: Buffer.from(
      JSON.stringify({
        name: event,
        data: JSON.stringify(data),
        channels: [channel],
        ...(socket === null ? {} : { socket_id: socket }),
      }),
    ),
  }),
  page: ({ event, channel, data }) => ({
    kind: 'deliver',
    direction: 'down',
    protocol: 'pusher',
    source: 'a-client',
    channel,
    event,
    body: Buffer.from(JSON.stringify({ event, channel, data: JSON.stringify(data) })),
  }),
};
