import type { KeyObject } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import type { AppSettings } from '../../../../contract/app';
import { Absences } from '../../../hub/absences';
import type { HubContext } from '../../../hub/hub-context';
import type { TeamLink } from '../../../hub/team';
import { PassThrough } from '../pass/pass-through';
import { prepareSecret } from '../signature';
import { TeamVoice } from '../team/team-voice';
import { AppWebhooks } from '../webhooks/app-webhooks';
import type { AppChannels } from './app-channels';
import { ChannelTable } from './channel-table';
import { codes } from './codes';
import { DashboardLog } from './dashboard-log';
import type { Peer } from './peer';
import { CauseBudget } from './signature-cause';
import { SignedInUsers } from './signed-in-users';
import { SocketNames } from './socket-names';
import { SubscriptionCounts } from './subscription-count';
import { Watchlists } from './watchlist';

/** What the hub knows of one app while it runs. Its settings may change meanwhile. */
export interface AppState extends AppChannels {
  settings: AppSettings;
  secret: KeyObject;
  counts: SubscriptionCounts | null;
  webhooks: AppWebhooks | null;
  /** Where the app's pages and servers are passed through to; null: the hub itself serves them. */
  pass: PassThrough | null;
  readonly peers: Map<string, Peer>;
  readonly absences: Absences;
}

/** What all parts of the Pusher hub share. */
export interface PusherScope {
  readonly context: HubContext;
  /** State of a known app. */
  app(settings: AppSettings): AppState;
}

/** `link`: to the other nodes of its team, null if the hub stands alone. */
export function createAppState(settings: AppSettings, context: HubContext, link: TeamLink | null): AppState {
  const users = new SignedInUsers();
  const id = () => app.settings.id;
  const app: AppState = {
    settings,
    secret: secretOf(settings),
    channels: new ChannelTable(context.rate, context.changed),
    sockets: new SocketNames(),
    users,
    watchlists: new Watchlists(context, id, users),
    causes: new CauseBudget(),
    counts: null,
    webhooks: null,
    pass: null,
    team: link === null ? null : new TeamVoice(link, id),
    log: new DashboardLog(context, () => app),
    peers: new Map(),
    absences: new Absences(),
  };
  app.counts = countsOf(app, context);
  app.webhooks = webhooksOf(app, context);
  app.pass = passOf(app, context);
  return app;
}

/** New settings of an app that runs: they hold from now on, for the connections there are as well. */
export function changeSettings(app: AppState, settings: AppSettings, context: HubContext): void {
  const { settings: before } = app;
  app.settings = settings;
  app.secret = secretOf(settings);
  if (before.subscriptionCounts !== settings.subscriptionCounts) {
    app.counts?.close();
    app.counts = countsOf(app, context);
  }
  if (JSON.stringify(settings.webhooks) !== JSON.stringify(before.webhooks)) {
    if (app.webhooks === null) {
      app.webhooks = webhooksOf(app, context);
    } else {
      app.webhooks.change(settings.webhooks);
    }
  }
  if (JSON.stringify(settings.forward) !== JSON.stringify(before.forward)) {
    const reason = `App ${settings.id} is passed through to another place now. Reconnect.`;
    endAll(app, codes.reconnect, reason);
    app.pass = passOf(app, context);
  }
  if (settings.key !== before.key) {
    endAll(app, codes.unknownApp, `App ${settings.id} has another key now.`);
  } else if (!settings.enabled) {
    endAll(app, codes.disabledApp, `App ${settings.id} is disabled.`);
  }
}

/** Nothing of the app happens by itself any more. */
export function stop(app: AppState): void {
  app.counts?.close();
  app.webhooks?.close();
}

/** As `stop`, because the hub ends: what is still to be told is told by the next one. */
export function suspend(app: AppState): void {
  app.counts?.close();
  app.webhooks?.suspend();
}

/** Tells every connection of the app why it is ended. */
export function endAll(app: AppState, code: number, reason: string): void {
  app.pass?.end(code, reason);
  for (const peer of [...app.peers.values()]) {
    peer.dismiss(code, reason);
  }
}

function secretOf({ secret }: AppSettings): KeyObject {
  return prepareSecret(secret ?? randomBytes(32).toString('hex'));
}

function passOf(app: AppState, context: HubContext): PassThrough | null {
  const { forward } = app.settings;
  return forward === null || forward.url === '' ? null : new PassThrough(context, () => app.settings, forward);
}

function webhooksOf(app: AppState, context: HubContext): AppWebhooks | null {
  const { webhooks } = app.settings;
  return webhooks.length === 0 ? null : new AppWebhooks(context, () => app, webhooks);
}

function countsOf(app: AppState, context: HubContext): SubscriptionCounts | null {
  return app.settings.subscriptionCounts ? new SubscriptionCounts(context, () => app) : null;
}
