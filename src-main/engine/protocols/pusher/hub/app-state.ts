import type { KeyObject } from 'node:crypto';
import type { AppSettings } from '../../../hub/hub';
import type { HubContext } from '../../../hub/hub-context';
import { prepareSecret } from '../signature';
import { ChannelTable } from './channel-table';
import type { Peer } from './peer';

/** What the hub knows of one app while it runs. */
export class AppState {
  readonly secret: KeyObject;
  readonly channels = new ChannelTable();
  readonly peers = new Map<string, Peer>();

  constructor(readonly settings: AppSettings) {
    this.secret = prepareSecret(settings.secret);
  }
}

/** What all parts of the Pusher hub share. */
export interface PusherScope {
  readonly context: HubContext;
  /** State of a known app. */
  app(settings: AppSettings): AppState;
}
