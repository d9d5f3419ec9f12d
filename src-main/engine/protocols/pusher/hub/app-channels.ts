import type { KeyObject } from 'node:crypto';
import type { AppSettings } from '../../../hub/hub';
import type { ChannelTable } from './channel-table';
import type { SocketNames } from './socket-names';

/** What a connection has to do with of its app. */
export interface AppChannels {
  readonly settings: AppSettings;
  readonly secret: KeyObject;
  readonly channels: ChannelTable;
  readonly sockets: SocketNames;
}
