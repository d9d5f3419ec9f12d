import type { KeyObject } from 'node:crypto';
import type { AppSettings } from '../../../../contract/app';
import type { TeamVoice } from '../team/team-voice';
import type { AppWebhooks } from '../webhooks/app-webhooks';
import type { ChannelTable } from './channel-table';
import type { DashboardLog } from './dashboard-log';
import type { CauseBudget } from './signature-cause';
import type { SignedInUsers } from './signed-in-users';
import type { SocketNames } from './socket-names';
import type { SubscriptionCounts } from './subscription-count';
import type { Watchlists } from './watchlist';

/** What a connection has to do with of its app. */
export interface AppChannels {
  readonly settings: AppSettings;
  /** Where the secret is not known, one that nobody has. */
  readonly secret: KeyObject;
  readonly channels: ChannelTable;
  readonly sockets: SocketNames;
  readonly users: SignedInUsers;
  readonly watchlists: Watchlists;
  readonly causes: CauseBudget;
  /** null if the app did not ask for it. */
  readonly counts: SubscriptionCounts | null;
  /** null if it has none. */
  readonly webhooks: AppWebhooks | null;
  /** null if the hub stands alone. */
  readonly team: TeamVoice | null;
  /** null unless the hub also answers as laravel-websockets. */
  readonly log: DashboardLog | null;
}
