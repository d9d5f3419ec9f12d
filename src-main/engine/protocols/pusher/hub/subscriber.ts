import type { HubConnection } from '../../../hub/connection';

/** Somebody on a channel. */
export interface Subscriber {
  readonly socketId: string;
  readonly connection: HubConnection;
}
