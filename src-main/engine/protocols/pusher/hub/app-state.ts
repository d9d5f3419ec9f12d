import { Absences } from '../../../hub/absences';
import type { AppSettings } from '../../../hub/hub';
import type { HubContext } from '../../../hub/hub-context';
import { prepareSecret } from '../signature';
import type { AppChannels } from './app-channels';
import { ChannelTable } from './channel-table';
import type { Peer } from './peer';
import { CauseBudget } from './signature-cause';
import { SignedInUsers } from './signed-in-users';
import { SocketNames } from './socket-names';
import { SubscriptionCounts } from './subscription-count';
import { Watchlists } from './watchlist';

/** What the hub knows of one app while it runs. */
export interface AppState extends AppChannels {
  readonly peers: Map<string, Peer>;
  readonly absences: Absences;
}

/** What all parts of the Pusher hub share. */
export interface PusherScope {
  readonly context: HubContext;
  /** State of a known app. */
  app(settings: AppSettings): AppState;
}

export function createAppState(settings: AppSettings, context: HubContext): AppState {
  const users = new SignedInUsers();
  return {
    settings,
    secret: prepareSecret(settings.secret),
    channels: new ChannelTable(context.rate, context.changed),
    sockets: new SocketNames(),
    users,
    watchlists: new Watchlists(context, settings.id, users),
    causes: new CauseBudget(),
    counts: settings.subscriptionCounts === true ? new SubscriptionCounts(context, settings.id) : null,
    peers: new Map(),
    absences: new Absences(),
  };
}
