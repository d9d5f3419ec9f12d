import type { IncomingMessage } from 'node:http';
import type { SocketIoSettings } from '../../../../contract/socketio';
import type { HubConnection } from '../../../hub/connection';
import type { EngineVersion } from '../payload';

/** Somebody on a presence channel, as the application named them. */
export interface ChannelMember {
  readonly userId: string;
  /** JSON text of `user_id` and `user_info`, as the application answered. */
  readonly json: string;
  readonly info: string;
}

/** An event whose binary parts are still on their way. */
export interface Gathering {
  readonly text: string;
  readonly parts: Buffer[];
  readonly wanted: number;
}

/** One client, over whatever transport. */
export interface SocketPeer {
  readonly connection: HubConnection;
  readonly version: EngineVersion;
  /** Id of its engine; with protocol 3 its socket is called so too. */
  readonly sid: string;
  /** Its namespaces, each with the name its socket has there. */
  readonly namespaces: Map<string, string>;
  readonly channels: Map<string, ChannelMember | null>;
  readonly handshake: Pick<IncomingMessage, 'headers'>;
  /** The first name it gets, which is known before it has joined anything. */
  readonly socketId: string;
  readonly openedAtMs: number;
  /** The heartbeat it was told when it came. */
  readonly beats: Pick<SocketIoSettings, 'pingIntervalMs' | 'pingTimeoutMs'>;
  heardAtMs: number;
  /** When the hub pinged it last, with protocol 4. */
  pingedAtMs: number;
  gathering: Gathering | null;
  /** Questions to its application that have no answer yet. */
  asking: number;
}
