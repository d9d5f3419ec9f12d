import type { HubConnection } from '../../../hub/connection';
import type { AblyChannel } from './ably-channel';
import type { AblyApp } from './app-state';
import type { Grant } from './token';

/** One connection as Ably sees it. It outlives its socket for a while, so that it can be gone on with. */
export interface AblyPeer {
  connection: HubConnection;
  readonly app: AblyApp;
  /** Id others see. */
  readonly connectionId: string;
  /** What it proves itself with, alone or to a REST request that publishes for it. */
  connectionKey: string;
  grant: Grant;
  /** MessagePack instead of JSON. */
  isPacked: boolean;
  /** Whether it gets its own messages. */
  isEchoed: boolean;
  /** Whether it wants to be told that the connection lives, by a message of the protocol; else pings of the socket do. */
  wantsHeartbeats: boolean;
  readonly channels: Set<AblyChannel>;
  library: string;
  saidAtMs: number;
  /** When its socket went; null while it has one. */
  goneAtMs: number | null;
  isAskedForToken: boolean;
}
