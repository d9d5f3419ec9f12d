import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AppSettings } from '../../../contract/app';
import type { ChannelSummary, Draft, Member, Preview, PreviewedDraft, SendResult } from '../../../contract/hub';
import type { AppChange } from '../../hub/apps';
import type { StatisticsRow, WebhookResend } from '../../hub/hub';
import type { HubContext } from '../../hub/hub-context';
import type { TeamLink } from '../../hub/team';
import type { Audience, FedMessage, HubService, HubSide, SharedMessage } from '../protocol-module';
import { watchActivity } from './hub/activity';
import { handleRequest } from './hub/api';
import type { AppState, PusherScope } from './hub/app-state';
import { changeSettings, createAppState, endAll, stop, suspend } from './hub/app-state';
import { codes } from './hub/codes';
import { Elsewhere } from './hub/elsewhere';
import { feed } from './hub/feed';
import { looksAlike } from './hub/near-miss';
import { open } from './hub/open';
import { deliverShared } from './hub/publish';
import { apiRoute, appRoute } from './hub/routes';
import { sendDraft } from './hub/send-draft';
import { isAuthPath, passAuth } from './pass/passed-auth';
import { PusherTeam } from './team/pusher-team';
import { eventsIn } from './webhooks/webhook-event';

export const hub: HubSide<HubContext> = {
  owns: (path) => path.startsWith('/apps/') || appRoute(path) !== null || apiRoute(path) !== null || isAuthPath(path),
  looksAlike,
  start: (context) => new PusherHub(context),
};

class PusherHub implements HubService, PusherScope {
  private readonly states = new Map<string, AppState>();
  private readonly watch;
  private readonly team: TeamLink | null;

  constructor(readonly context: HubContext) {
    this.team = context.team?.enter('pusher', new PusherTeam(this, this.states)) ?? null;
    for (const settings of context.apps.all) {
      this.states.set(settings.id, createAppState(settings, context, this.team));
    }
    context.apps.onChange((change) => this.appChanged(change));
    this.watch = watchActivity(context, () => this.states.values());
  }

  app(settings: AppSettings): AppState {
    return this.states.get(settings.id) as AppState;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void {
    open(this, { request, socket, head, listener });
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    if (isAuthPath(this.context.http.path(request))) {
      passAuth(this.context, (socketId) => this.authApp(socketId), request, response);
    } else {
      handleRequest(this, request, response);
    }
  }

  channels(): readonly ChannelSummary[] {
    const nowMs = this.context.clock.nowMs();
    const all = [...this.states.values()].map((app) =>
      [...app.channels.all()].map((channel) => channel.summarise(app.settings.id, nowMs)),
    );
    const passed = [...this.states.values()].map(({ pass }) => pass?.summaries(nowMs) ?? []);
    return [...all, ...passed].flat();
  }

  members(app: string, channel: string): readonly Member[] {
    const state = this.states.get(app);
    return state?.pass?.members(channel) ?? state?.channels.find(channel)?.roster?.members() ?? [];
  }

  preview({ app, channel, excludeSocketId }: PreviewedDraft): Preview {
    const state = this.states.get(app);
    if (state?.pass != null) return { matched: state.pass.subscribers(channel), excluded: 0 };
    const subscribers = state?.channels.find(channel)?.subscribers;
    const excluded = state?.peers.get(excludeSocketId);
    const isExcluded = excluded !== undefined && subscribers?.has(excluded) === true;
    const elsewhere = new Elsewhere(this.context, app, excludeSocketId);
    elsewhere.look(channel);
    return {
      matched: (subscribers?.size ?? 0) + elsewhere.matched,
      excluded: isExcluded || elsewhere.excluded !== null ? 1 : 0,
    };
  }

  listening(app: string, channel: string, socketId: string): Audience | null {
    const state = this.states.get(app);
    if (state === undefined || state.pass !== null) return null;
    const subscribers = state.channels.find(channel)?.subscribers;
    const matched = subscribers?.size ?? 0;
    // Whoever listens on another node of the team is told too.
    if (matched === 0 && (state.team?.others ?? 0) === 0) return null;
    const left = state.peers.get(socketId);
    const isOne = left !== undefined && subscribers?.has(left) === true;
    return { channel, matched, excluded: isOne ? left.connection.id : null };
  }

  deliver(message: SharedMessage): void {
    const state = this.states.get(message.app);
    if (state === undefined) return;
    const { channel: name, event, data, socketId } = message;
    const channel = state.channels.find(name);
    if (channel !== null && channel.subscribers.size > 0) deliverShared(this, state, channel, message);
    if ((state.team?.others ?? 0) > 0) state.team?.published([name], event, data, socketId);
  }

  send(draft: Draft): SendResult {
    return sendDraft(this, this.states.get(draft.app) ?? null, draft);
  }

  feed(message: FedMessage): void {
    feed(this, this.states.get(message.app) ?? null, message);
  }

  tellStatistics(rows: readonly StatisticsRow[]): void {
    for (const row of rows) {
      this.states.get(row.app_id)?.log?.statistics(row);
    }
  }

  resendWebhook(app: string, { url, text, resendOf }: WebhookResend): boolean {
    return this.states.get(app)?.webhooks?.resend(url, text, eventsIn(text), resendOf) ?? false;
  }

  async close(): Promise<void> {
    this.watch.cancel();
    for (const app of this.states.values()) {
      suspend(app);
      endAll(app, codes.reconnect, 'The hub is shutting down. Reconnect.');
    }
  }

  /** Whose page asks to be signed in: by its socket, else the only app that passes such requests on. */
  private authApp(socketId: string): AppSettings | null {
    const passing = [...this.states.values()].filter(({ settings }) => (settings.forward?.authUrl ?? '') !== '');
    const own = passing.find(({ peers, pass }) => peers.has(socketId) || pass?.has(socketId) === true);
    const [only, another] = passing;
    return own?.settings ?? (another === undefined ? (only?.settings ?? null) : null);
  }

  private appChanged({ before, after }: AppChange): void {
    const app = this.states.get((before ?? after)?.id ?? '');
    if (after === null) {
      if (app !== undefined) {
        this.states.delete(app.settings.id);
        stop(app);
        endAll(app, codes.unknownApp, `App ${app.settings.id} was removed from the hub.`);
      }
    } else if (app === undefined) {
      this.states.set(after.id, createAppState(after, this.context, this.team));
      // What the others said of it was for nobody then.
      this.team?.ask();
    } else {
      this.states.delete(app.settings.id);
      this.states.set(after.id, app);
      changeSettings(app, after, this.context);
    }
  }
}
