import type { HubConnection } from '../../../hub/connection';

/** A connection of the relay. */
export interface RelayPeer {
  readonly connection: HubConnection;
  /** How it is called, in rows and where somebody is left out: Ratchet numbers its connections too. */
  readonly name: string;
  /** Path it connected to, without the query. */
  readonly path: string;
  /** Room it is in now. */
  room: string;
  /** Whether it has said anything, a pong too, since the last ping. */
  isHeard: boolean;
}

export const peerName = (connection: HubConnection): string => `relay-${connection.id}`;
