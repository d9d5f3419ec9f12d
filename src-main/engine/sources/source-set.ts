import { parseJson } from '../../contract/json-text';
import type { Problem } from '../../contract/problem';
import { recordMissed } from '../capture/record-missed';
import type { Recorder } from '../capture/recorder';
import type { Clock } from '../clock';
import { readBroadcast } from '../formats/laravel-broadcast';
import type { Hub } from '../hub/hub';
import type { AmqpAddress } from './amqp-address';
import { createAmqpSource } from './amqp-source';
import type { RedisAddress } from './redis-address';
import { createRedisSource } from './redis-source';
import type { Source, SourceMessage } from './source';

/** A broker, and whom its messages are for. */
export type SourceSettings = RelaySource | BroadcastSource | ExchangeSource;

/** What an application publishes to an exchange, its channel named by the message or the routing key. */
interface ExchangeSource {
  readonly kind: 'exchange';
  readonly address: AmqpAddress;
}

/** Each message as it is, to the WebSockets of the relay; `path` '' for those of every room. */
interface RelaySource {
  readonly kind: 'relay';
  readonly address: RedisAddress;
  readonly path: string;
}

/** What an application broadcasts, to the subscribers of an app; '' is the first there is. */
interface BroadcastSource {
  readonly kind: 'broadcasts';
  readonly address: RedisAddress;
  readonly app: string;
}

export interface SourceParts {
  readonly clock: Clock;
  readonly random: () => number;
  readonly recorder: Recorder;
  readonly hub: Pick<Hub, 'feed' | 'apps'>;
  /** Problems came or went. */
  problemsChanged(): void;
}

const relayApp = 'relay';
/** Protocols whose subscribers get what an application broadcasts. */
const broadcastProtocols = ['pusher', 'socketio'];

/** The brokers that feed the hub, and what is wrong with them. */
export class SourceSet {
  private readonly sources: readonly Source[];

  constructor(
    settings: readonly SourceSettings[],
    private readonly parts: SourceParts,
  ) {
    this.sources = settings.map((one) => this.start(one));
  }

  get problems(): readonly Problem[] {
    return this.sources.flatMap(({ state }) => (state.problem === null ? [] : [state.problem]));
  }

  async close(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.close()));
  }

  private start(settings: SourceSettings): Source {
    const { clock, random, problemsChanged } = this.parts;
    const message = (one: SourceMessage) =>
      settings.kind === 'relay'
        ? this.relay(one, settings)
        : settings.kind === 'broadcasts'
          ? this.broadcast(one, settings.app, withoutPrefix(one.name, settings.address.name))
          : this.broadcast(one, settings.address.app, namedChannel(one));
    const parts = { clock, random, events: { message, changed: problemsChanged, missed: this.missed } };
    return settings.kind === 'exchange'
      ? createAmqpSource(settings.address, parts)
      : createRedisSource(settings.address, parts);
  }

  private relay({ source, name, payload }: SourceMessage, { path }: RelaySource): void {
    this.parts.hub.feed({ source, name, payload, channel: path, app: relayApp, broadcast: null }, ['relay']);
  }

  private broadcast({ source, name, payload }: SourceMessage, wanted: string, channel: string): void {
    const { hub } = this.parts;
    const app = wanted === '' ? (hub.apps()[0]?.id ?? '') : wanted;
    const isThere = hub.apps().some(({ id }) => id === app);
    const { form, event, data, socket, note } = readBroadcast(payload.toString());
    if (isThere && form === 'laravel' && event !== '') {
      const broadcast = { event, data: data === '' ? 'null' : data, socketId: socket ?? '' };
      hub.feed({ source, name, payload, channel, app, broadcast }, broadcastProtocols);
      return;
    }
    const reason = isThere ? `This is no broadcast of Laravel. ${note}`.trim() : `The hub has no app ${app}.`;
    const hint = isThere
      ? 'Laravel writes {"event":…,"data":…,"socket":…}. Does somebody else publish under this prefix?'
      : 'Name one it has: …?app=ID.';
    this.parts.recorder.record({
      kind: 'refused',
      action: 'publish',
      direction: 'up',
      protocol: broadcastProtocols[0] as string,
      app,
      channel,
      body: payload,
      detail: { reason, hint, source, name },
      summary: `Refused: ${reason}`,
    });
  }

  private readonly missed = (reason: string, fromMs: number, toMs: number): void => {
    recordMissed(this.parts.recorder, reason, fromMs, toMs);
  };
}

/** `laravel_database_orders` of `laravel_database_*`. */
function withoutPrefix(name: string, wanted: string): string {
  return wanted.endsWith('*') ? name.slice(wanted.length - 1) : name;
}

/** An exchange has no channels: a message names its own, or its routing key does. */
function namedChannel({ name, payload }: SourceMessage): string {
  const value = parseJson(payload.toString());
  const named = typeof value === 'object' && value !== null && 'channel' in value ? value.channel : '';
  return typeof named === 'string' && named !== '' ? named : name;
}
