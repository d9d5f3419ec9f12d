import type { RelayMode } from './relay';

/** The Socket.IO side of the hub, which is laravel-echo-server as well. */
export interface SocketIoSettings {
  /**
   * Where an application says who may listen to a private or presence channel, as authHost and authEndpoint of
   * laravel-echo-server do. Of several the one whose host the page came from is asked, else the first.
   */
  readonly authUrls: readonly string[];
  /** Who gets an event that is none of Laravel Echo's: the others of its namespace, all, its sender, or nobody. */
  readonly mode: RelayMode;
  /** Times of Engine.IO's heartbeat, as clients are told. */
  readonly pingIntervalMs: number;
  readonly pingTimeoutMs: number;
}

export const socketIoLimits = { authUrls: 20, leastPingMs: 1_000, mostPingMs: 3_600_000 } as const;

export const defaultSocketIo: SocketIoSettings = {
  authUrls: ['http://localhost/broadcasting/auth'],
  mode: 'others',
  pingIntervalMs: 25_000,
  pingTimeoutMs: 20_000,
};
