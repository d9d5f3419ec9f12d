import type { HubContext } from '../hub/hub-context';
import { ably } from './ably';
import { amqp } from './amqp';
import { log } from './log';
import { createMercure } from './mercure';
import type { MercureParts } from './mercure/hub';
import type { MercureSettings } from './mercure/settings';
import type { ProtocolModule } from './protocol-module';
import { pusher } from './pusher';
import { redis } from './redis';
import { createRelay } from './relay';
import type { LiveRelaySettings } from './relay/settings';
import { createSocketIo } from './socketio';
import { engineReader, frameReader } from './socketio/read-frame';
import type { LiveSocketIoSettings } from './socketio/settings';
import { sse } from './sse';
import { createWebSocket } from './websocket';

/** Settings of protocols that have some of their own; what is missing is the protocol's default. */
export interface ProtocolSettings {
  readonly mercure?: MercureSettings;
}

/** What protocols take from outside, besides the hub. */
export interface ProtocolParts {
  readonly mercure?: Partial<MercureParts>;
  readonly relay?: LiveRelaySettings;
  readonly socketio?: LiveSocketIoSettings;
}

/** Systems that are only watched. */
const observed: readonly ProtocolModule<HubContext>[] = [redis, log, amqp];

/** Every protocol there is. Adding one is its folder and a line here. */
export function createProtocols(
  { mercure }: ProtocolSettings = {},
  parts: ProtocolParts = {},
): readonly ProtocolModule<HubContext>[] {
  return [
    pusher,
    createMercure(mercure, parts.mercure),
    createSocketIo(parts.socketio),
    ably,
    createRelay(parts.relay),
    createWebSocket({ pusher: pusher.codec, others: [frameReader, engineReader] }),
    sse,
    ...observed,
  ];
}
