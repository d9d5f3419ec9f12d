import type { IncomingMessage } from 'node:http';
import type { AppSettings } from '../../contract/app';
import { type FaceSettings, noFaces } from '../../contract/faces';
import type {
  ConnectionSummary,
  Draft,
  HubState,
  ListenerState,
  Preview,
  PreviewedDraft,
  SendResult,
} from '../../contract/hub';
import type { ConnectionId } from '../../contract/ids';
import type { ReachWay, Visitor } from '../../contract/reach';
import type { Recorder } from '../capture/recorder';
import { createDial, type Dial } from '../clients/dial';
import type { Clock } from '../clock';
import type { FedMessage, HubService, ProtocolModule } from '../protocols/protocol-module';
import { createAcceptor, createShaker, wrap } from './acceptor';
import { describeApp, LiveApps } from './apps';
import type { Dismissal } from './connection-receiver';
import { summariseConnection } from './connection-summary';
import { ConnectionTable } from './connection-table';
import type { Face } from './face';
import { encodeMessageFrame, encodePingFrame, encodeTextFrame } from './frame';
import { httpContext } from './http-context';
import type { DeliveryProgress, Hub, ListenAddress, StatisticsRow, WebhookResend } from './hub';
import { type HubContext, type KeptTexts, keepsNothing, type Random } from './hub-context';
import type { FindPortHolder } from './listener';
import { ListenerSet } from './listener-set';
import { maskSecrets } from './masking-recorder';
import { othersOf } from './other-listeners';
import { OutgoingTurn } from './outgoing-turn';
import { RateCounter } from './rate-counter';
import { createRouter } from './router';
import { createStreamer } from './streamer';
import type { Team } from './team';
import type { HubTls } from './tls-face';
import { createUnowned } from './unowned';
import type { Wire } from './wire';

export interface HubOptions {
  readonly recorder: Recorder;
  readonly clock: Clock;
  readonly random: Random;
  readonly apps: readonly AppSettings[];
  readonly protocols: readonly ProtocolModule<HubContext>[];
  /** Connections are numbered from here; one more than the last one stored. */
  readonly firstConnectionId: ConnectionId;
  /** Names the program that has a port; without it a taken port says "another program". */
  readonly findPortHolder?: FindPortHolder;
  /** Where protocols leave what the next run is to do; nothing is left if absent. */
  readonly kept?: KeptTexts;
  /** What https and wss are answered with, on the same ports; without it they are not. */
  readonly tls?: HubTls;
  /** Towards other servers; one of its own if absent. */
  readonly dial?: Dial;
  /** Hubs of other processes that are one with this one; it stands alone if absent. */
  readonly team?: Team;
  /** Which other servers the hub also answers as, and how. None if absent. */
  readonly faces?: { readonly settings: FaceSettings; readonly list: readonly Face[] };
}

export function createHub(options: HubOptions): Hub {
  return new ProtocolHub(options);
}

/** Listeners, connections and what the protocols share. */
class ProtocolHub implements Hub {
  private readonly recorder: Recorder;
  private readonly liveApps: LiveApps;
  private readonly table: ConnectionTable;
  private readonly turn: OutgoingTurn;
  private readonly shake;
  private readonly accept;
  private readonly wrap;
  private readonly openStream;
  private readonly services: readonly HubService[];
  private readonly byProtocol: ReadonlyMap<string, HubService>;
  private readonly listenerSet: ListenerSet;
  private readonly traffic = new RateCounter();
  private readonly changeListeners: (() => void)[] = [];
  private learnAppId: (app: AppSettings, id: string) => void = () => {};
  private isEnding = false;

  constructor(private readonly options: HubOptions) {
    const { clock, findPortHolder } = options;
    this.liveApps = new LiveApps(options.apps);
    const secrets = () => options.protocols.flatMap(({ hub }) => hub?.secrets?.() ?? []);
    const recorder = maskSecrets(options.recorder, this.liveApps, secrets);
    this.recorder = recorder;
    this.table = new ConnectionTable(options.firstConnectionId, clock, () => this.changed());
    const onGone = this.table.forget.bind(this.table);
    this.turn = new OutgoingTurn(clock);
    const parts = { recorder, clock, turn: this.turn, onGone };
    this.shake = createShaker(parts);
    this.accept = createAcceptor(parts, this.shake);
    this.wrap = (wire: Wire, request: IncomingMessage, listener: string, id: ConnectionId, protocol: string) =>
      wrap(parts, wire, { request, listener }, id, protocol);
    this.openStream = createStreamer(parts);
    const routes = options.protocols.flatMap(({ hub, descriptor }) =>
      hub === undefined ? [] : [{ ...hub, id: descriptor.id, service: hub.start(this.context(descriptor.id)) }],
    );
    this.services = routes.map(({ service }) => service);
    this.byProtocol = new Map(routes.map(({ id, service }) => [id, service]));
    const router = createRouter(routes, createUnowned(recorder, options.faces?.list), () => this.isEnding);
    this.listenerSet = new ListenerSet(
      router,
      recorder,
      findPortHolder ?? (async () => null),
      options.tls ?? null,
      () => clock.nowMs(),
    );
  }

  async listen(addresses: readonly ListenAddress[]): Promise<readonly ListenerState[]> {
    const states = await this.listenerSet.bind(addresses);
    this.changed();
    return states;
  }

  async relisten(addresses: readonly ListenAddress[] | null): Promise<readonly ListenerState[]> {
    const states = await (addresses === null ? this.listenerSet.retry() : this.listenerSet.replace(addresses));
    this.changed();
    return states;
  }

  state(): HubState {
    return {
      listeners: this.listenerSet.states(),
      apps: this.liveApps.all.map(describeApp),
      connections: this.table.size,
      messagesPerSecond: this.traffic.perSecond(this.options.clock.nowMs()),
      memoryBytes: process.memoryUsage.rss(),
      team: this.options.team?.state ?? null,
    };
  }

  onAppIdLearned(listener: (app: AppSettings, id: string) => void): void {
    this.learnAppId = listener;
  }

  putApp(settings: AppSettings, renamed?: string): void {
    this.liveApps.put(settings, renamed);
    this.changed();
  }

  removeApp(id: string): boolean {
    const isGone = this.liveApps.remove(id);
    if (isGone) {
      this.changed();
    }
    return isGone;
  }

  apps(): readonly AppSettings[] {
    return this.liveApps.all;
  }

  channels() {
    return this.services.flatMap((service) => service.channels());
  }

  connections(): readonly ConnectionSummary[] {
    return this.table.all().map(summariseConnection);
  }

  closedConnections(): readonly ConnectionSummary[] {
    return this.table.closedLately();
  }

  handshake(id: ConnectionId): string | null {
    return this.table.handshake(id);
  }

  dismiss(id: ConnectionId, dismissal: Dismissal): boolean {
    const connection = this.table.find(id);
    if (connection?.isOpen !== true) {
      return false;
    }
    connection.dismiss(dismissal);
    return true;
  }

  visitors(way: ReachWay): readonly Visitor[] {
    return this.listenerSet.visitors(way);
  }

  endThrough(way: ReachWay, reason: string): void {
    const urls = this.listenerSet.retiredOf(way);
    for (const connection of this.table.all()) {
      if (urls.has(connection.peer.listener.replace(/^https:/, 'http:'))) {
        connection.dismiss({ mayReturn: false, reason });
      }
    }
  }

  members(app: string, channel: string) {
    return this.services.flatMap((service) => service.members(app, channel));
  }

  preview(draft: PreviewedDraft): Preview {
    const named = draft.protocol === undefined ? this.services : [this.byProtocol.get(draft.protocol)];
    const counts = named.flatMap((service) => (service === undefined ? [] : [service.preview(draft)]));
    const sum = (count: (one: Preview) => number) => counts.reduce((total, one) => total + count(one), 0);
    const denied = sum((one) => one.denied ?? 0);
    const matched = { matched: sum((one) => one.matched), excluded: sum((one) => one.excluded) };
    return denied === 0 ? matched : { ...matched, denied };
  }

  /** The protocol it names, else the one somebody listens by, else the one its app is called after, else the first. */
  send(draft: Draft): SendResult {
    const named = draft.protocol === undefined ? undefined : this.byProtocol.get(draft.protocol);
    const listened = this.services.find((service) => service.preview({ ...draft, excludeSocketId: '' }).matched > 0);
    const service =
      draft.protocol === undefined ? (listened ?? this.byProtocol.get(draft.app) ?? this.services[0]) : named;
    if (service === undefined) {
      const hint = 'Start the hub with at least one protocol.';
      return { ok: false, problem: { code: 'not-supported', message: 'The hub serves no protocol.', hint } };
    }
    return service.send(draft);
  }

  feed(message: FedMessage, protocols: readonly string[]): void {
    const served = protocols.filter((id) => this.byProtocol.has(id));
    const { app, channel } = message;
    const draft = { app, channel, excludeSocketId: '' };
    const listened = served.filter((protocol) => this.preview({ ...draft, protocol }).matched > 0);
    for (const id of listened.length > 0 ? listened : served.slice(0, 1)) {
      this.byProtocol.get(id)?.feed?.(message);
    }
  }

  tellStatistics(rows: readonly StatisticsRow[]): void {
    for (const service of this.services) {
      service.tellStatistics?.(rows);
    }
  }

  resendWebhook(app: string, webhook: WebhookResend): boolean {
    return this.services.some((service) => service.resendWebhook?.(app, webhook) === true);
  }

  progress(id: ConnectionId): DeliveryProgress | null {
    return this.table.progress(id);
  }

  onChange(listener: () => void): void {
    this.changeListeners.push(listener);
  }

  async close(): Promise<void> {
    this.isEnding = true;
    const endHttp = this.listenerSet.stop();
    await Promise.all(this.services.map((service) => service.close()));
    await this.table.emptied();
    await endHttp();
    this.changed();
  }

  private context(protocol: string): HubContext {
    const { clock, random } = this.options;
    const recorder = this.recorder;
    return {
      recorder,
      clock,
      random,
      apps: this.liveApps,
      faces: this.options.faces?.settings ?? noFaces,
      kept: this.options.kept ?? keepsNothing,
      traffic: this.traffic,
      http: httpContext(recorder, this.turn),
      others: othersOf(() => this.byProtocol, protocol),
      dial: this.options.dial ?? createDial(),
      team: this.options.team ?? null,
      accept: (upgrade) => this.table.accept(this.accept, upgrade, protocol),
      acceptToRefuse: (upgrade) => this.table.acceptToRefuse(this.accept, upgrade, protocol),
      stream: (request, response, listener, headers) =>
        this.table.take((id) => this.openStream({ request, response, listener, headers }, id, protocol)),
      shake: this.shake,
      adopt: (wire, request, listener) => this.table.take((id) => this.wrap(wire, request, listener, id, protocol)),
      encodeText: encodeTextFrame,
      encodeMessage: encodeMessageFrame,
      encodePing: encodePingFrame,
      sendToAll: (connections, frame, except) => this.turn.queueForAll(connections, frame, except),
      rate: () => new RateCounter(),
      learnAppId: (app, id) => this.learnAppId(app, id),
      changed: () => this.changed(),
    };
  }

  private changed(): void {
    for (const listener of this.changeListeners) {
      listener();
    }
  }
}
