import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AppSettings } from '../../../contract/app';
import type { ChannelSummary, Draft, Member, Preview, PreviewedDraft, SendResult } from '../../../contract/hub';
import { isJson } from '../../../contract/json-text';
import type { AppChange } from '../../hub/apps';
import type { HubContext } from '../../hub/hub-context';
import type { Audience, HubService, HubSide, SharedMessage } from '../protocol-module';
import { channelNameFault, toAbly } from './channel-name';
import { type AblyApp, type AblyScope, forget } from './hub/app-state';
import { open } from './hub/open';
import { dismiss } from './hub/peer';
import { deliverShared, peerNamed, publish } from './hub/publish';
import { answerRest, isRestPath } from './hub/rest';
import { isStreamPath, openStream } from './hub/stream';
import { Nonces } from './hub/token-request';
import { watchPeers } from './hub/watch';

/** The part of Ably that applications and pages need: REST, and the realtime protocol over a WebSocket. */
export const hub: HubSide<HubContext> = {
  owns: () => false,
  claims: ({ url = '/', headers }) =>
    headers.upgrade === undefined ? isOwnPath(url.split('?', 1)[0] as string) : realtimeUrl.test(url),
  looksAlike: (meant, other) => core(meant) === core(other),
  start: (context) => new AblyHub(context),
};

const isOwnPath = (path: string): boolean => isRestPath(path) || isStreamPath(path);

/** Clients connect to the root, and say how they are let in and what they speak. */
const realtimeUrl = /^\/\?(?=.*\b(?:key|access_?[tT]oken)=)(?=.*\b(?:v|format)=)/;

/** `orders` against `public:orders`, and that against `private:orders`, as in Pusher's names. */
const core = (channel: string): string => channel.replace(/^(public|private|presence)[:-]/, '').toLowerCase();

class AblyHub implements HubService, AblyScope {
  readonly nonces = new Nonces();
  private readonly apps = new Map<string, AblyApp>();
  private serials = 0;
  private readonly watch;

  constructor(readonly context: HubContext) {
    context.apps.onChange((change) => this.appChanged(change));
    this.watch = watchPeers(this, () => this.apps.values());
  }

  app(settings: AppSettings): AblyApp {
    const known = this.apps.get(settings.id);
    if (known !== undefined) return known;
    const app: AblyApp = { settings, channels: new Map(), peers: new Map() };
    this.apps.set(settings.id, app);
    return app;
  }

  newId(bytes: number): string {
    return randomBytes(bytes).toString('base64url');
  }

  nextSerial(nowMs: number): string {
    this.serials += 1;
    return `${String(Math.floor(nowMs)).padStart(14, '0')}-${String(this.serials).padStart(6, '0')}@hubbub`;
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void {
    open(this, { request, socket, head, listener });
  }

  request(request: IncomingMessage, response: ServerResponse, listener: string): void {
    if (isStreamPath(this.context.http.path(request)) && request.method === 'GET') {
      openStream(this, request, response, listener);
    } else {
      answerRest(this, request, response);
    }
  }

  channels(): readonly ChannelSummary[] {
    const nowMs = this.context.clock.nowMs();
    return [...this.apps.values()].flatMap(({ settings, channels }) =>
      [...channels.values()].map((channel) => channel.summarise(settings.id, nowMs)),
    );
  }

  members(app: string, channel: string): readonly Member[] {
    const members = this.apps.get(app)?.channels.get(channel)?.members.values() ?? [];
    const byClient = new Map<string, Member>();
    for (const { clientId, peer, data } of members) {
      const connections = [...(byClient.get(clientId)?.connections ?? []), peer.connection.id];
      byClient.set(clientId, { userId: clientId, info: typeof data === 'string' ? data : '', connections });
    }
    return [...byClient.values()];
  }

  preview({ app, channel, excludeSocketId }: PreviewedDraft): Preview {
    const state = this.apps.get(app);
    const subscribers = state?.channels.get(channel)?.subscribers ?? [];
    const left = state === undefined ? null : this.left(state, excludeSocketId);
    return { matched: subscribers.length, excluded: left !== null && subscribers.includes(left) ? 1 : 0 };
  }

  listening(app: string, channel: string, socketId: string): Audience | null {
    const state = this.apps.get(app);
    if (state === undefined || state.peers.size === 0) return null;
    const name = toAbly(channel);
    const subscribers = state.channels.get(name)?.subscribers ?? [];
    if (subscribers.length === 0) return null;
    const left = this.left(state, socketId);
    const isOne = left !== null && subscribers.includes(left);
    return { channel: name, matched: subscribers.length, excluded: isOne ? left.connection.id : null };
  }

  deliver(message: SharedMessage): void {
    const app = this.apps.get(message.app);
    if (app !== undefined) deliverShared(this, app, toAbly(message.channel), message, this.left(app, message.socketId));
  }

  send({ app: id, channel, event, data, excludeSocketId }: Draft): SendResult {
    const settings = this.context.apps.byId(id);
    const fault = (message: string, hint: string, code: 'not-found' | 'bad-input' = 'bad-input'): SendResult => ({
      ok: false,
      problem: { code, message, hint },
    });
    if (settings === null) return fault(`There is no app ${id}.`, 'Choose one of those there are.', 'not-found');
    const unfit = channelNameFault(channel);
    if (unfit !== '') return fault(unfit, 'Laravel says public:orders, private:user.1, presence:room.');
    const fields = { name: event, data, ...(isJson(data) ? { encoding: 'json' } : {}) };
    const message = { ...emptyMessage, ...fields, encoding: fields.encoding ?? '', connectionKey: excludeSocketId };
    const { seq, matched, excluded } = publish(
      this,
      this.app(settings),
      channel,
      { message, body: Buffer.from(JSON.stringify(fields)) },
      { id: `${this.newId(12)}:0`, clientId: '' },
      { peer: null, connectionKey: excludeSocketId, detail: { sdk: 'Hubbub' } },
    );
    return { ok: true, publish: seq, matched, excluded };
  }

  async close(): Promise<void> {
    this.watch.cancel();
    for (const app of this.apps.values()) {
      this.endAll(app, 80003, 'The hub is shutting down.', true);
    }
  }

  /** Who is left out: by its connection id or its key, and only if it does not want what it publishes itself. */
  private left(app: AblyApp, socketId: string) {
    const peer = peerNamed(app, socketId);
    return peer?.isEchoed === false ? peer : null;
  }

  private appChanged({ before, after }: AppChange): void {
    const app = this.apps.get((before ?? after)?.id ?? '');
    if (app === undefined) return;
    this.apps.delete(app.settings.id);
    if (after === null) {
      this.endAll(app, 40400, `App ${app.settings.id} was removed from the hub.`);
      return;
    }
    app.settings = after;
    this.apps.set(after.id, app);
    if (before?.key !== after.key) this.endAll(app, 40101, `App ${after.id} has another key now.`);
    else if (!after.enabled) this.endAll(app, 40300, `App ${after.id} is disabled.`);
  }

  private endAll(app: AblyApp, code: number, reason: string, mayReturn = false): void {
    const hint = mayReturn ? 'It comes back by itself.' : 'Compare the settings of the hub.';
    for (const peer of [...app.peers.values()]) {
      if (!mayReturn) forget(peer);
      dismiss(this.context, peer, { code, status: 400, check: 'app', reason, hint }, mayReturn);
    }
  }
}

const emptyMessage = { id: '', clientId: '', extras: null, action: null };
