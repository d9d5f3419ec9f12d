import type { Server } from 'node:http';
import type { ConnectionId } from '../../contract/ids';
import type { ConnectionSummary, Draft, ListenerState, SendResult } from '../../contract/hub';
import type { Recorder } from '../capture/recorder';
import type { Clock } from '../clock';
import type { HubService, ProtocolModule } from '../protocols/protocol-module';
import { createAcceptor } from './acceptor';
import { createAppDirectory, describeApp } from './apps';
import { summariseConnection } from './connection-summary';
import type { HubConnection } from './connection';
import { createHttpFace } from './http-face';
import type { RequestHandler } from './http-face';
import type { AppSettings, Hub, ListenAddress } from './hub';
import type { HubContext, Random } from './hub-context';
import { bindListener } from './listener';
import type { FindPortHolder, Listener } from './listener';
import { OutgoingTurn } from './outgoing-turn';
import { RateCounter } from './rate-counter';
import { requestPath } from './request-path';
import { createUnowned } from './unowned';

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
}

interface Served {
  readonly owns: (path: string) => boolean;
  readonly service: HubService;
}

const closeGraceMs = 1_000;

export function createHub(options: HubOptions): Hub {
  return new ProtocolHub(options);
}

/** Listeners, connections and what the protocols share. */
class ProtocolHub implements Hub {
  private readonly connectionsById = new Map<ConnectionId, HubConnection>();
  private readonly traffic = new RateCounter();
  private readonly apps;
  private readonly accept;
  private readonly served: readonly Served[];
  private readonly handler: RequestHandler;
  private readonly changeListeners: (() => void)[] = [];
  private readonly refusedPeers = new Set<HubConnection>();
  private listeners: Listener[] = [];
  private nextConnectionId: ConnectionId;
  private whenEmpty: (() => void) | null = null;

  constructor(private readonly options: HubOptions) {
    const { recorder, clock } = options;
    this.apps = createAppDirectory(options.apps);
    this.nextConnectionId = options.firstConnectionId;
    this.accept = createAcceptor({
      recorder,
      clock,
      turn: new OutgoingTurn(clock),
      onGone: (connection) => this.forget(connection),
    });
    this.served = options.protocols.flatMap((protocol) =>
      protocol.hub ? [{ owns: protocol.hub.owns, service: protocol.hub.start(this.context(protocol.descriptor.id)) }] : [],
    );
    this.handler = this.route(createUnowned(recorder));
  }

  async listen(addresses: readonly ListenAddress[]): Promise<readonly ListenerState[]> {
    const bound: Listener[] = [];
    for (const address of addresses) {
      bound.push(await this.bind(address));
    }
    const isDeaf = ![...this.listeners, ...bound].some(({ state }) => state.state === 'listening');
    // A default port that is taken is only a note, unless nothing at all could be bound.
    const judged = bound.map((listener) =>
      isDeaf && listener.state.problem !== null
        ? { ...listener, state: { ...listener.state, state: 'failed' as const } }
        : listener,
    );
    this.listeners = [...this.listeners, ...judged];
    this.changed();
    return judged.map(({ state }) => state);
  }

  state() {
    return {
      listeners: this.listeners.map(({ state }) => state),
      apps: this.apps.all.map(describeApp),
      connections: this.connectionsById.size,
      messagesPerSecond: this.traffic.perSecond(this.options.clock.nowMs()),
    };
  }

  channels() {
    return this.served.flatMap(({ service }) => service.channels());
  }

  connections(): readonly ConnectionSummary[] {
    return [...this.connectionsById.values()].map(summariseConnection);
  }

  members(app: string, channel: string) {
    return this.served.flatMap(({ service }) => service.members(app, channel));
  }

  preview(app: string, channel: string, excludeSocketId: string) {
    let matched = 0;
    let excluded = 0;
    for (const { service } of this.served) {
      const one = service.preview(app, channel, excludeSocketId);
      matched += one.matched;
      excluded += one.excluded;
    }
    return { matched, excluded };
  }

  /** The protocol somebody listens by, else the first one, sends it. */
  send(draft: Draft): SendResult {
    const service =
      this.served.find((one) => one.service.preview(draft.app, draft.channel, '').matched > 0)?.service ??
      this.served[0]?.service;
    if (service === undefined) {
      const hint = 'Start the hub with at least one protocol.';
      return { ok: false, problem: { code: 'not-supported', message: 'The hub serves no protocol.', hint } };
    }
    return service.send(draft);
  }

  nearMisses(app: string, channel: string) {
    return this.served.flatMap(({ service }) => service.nearMisses(app, channel));
  }

  progress(id: ConnectionId) {
    const connection = this.connectionsById.get(id);
    if (connection === undefined) {
      return null;
    }
    const { isOpen, lastWrittenSeq, unsentBytes } = connection;
    return { isOpen, lastWrittenSeq, unsentBytes };
  }

  onChange(listener: () => void): void {
    this.changeListeners.push(listener);
  }

  async close(): Promise<void> {
    const servers = this.listeners.filter(({ state }) => state.state === 'listening').map(({ server }) => server);
    this.listeners = [];
    const closed = servers.map(whenClosed);
    await Promise.all(this.served.map(({ service }) => service.close()));
    await this.emptied();
    for (const server of servers) {
      server.closeAllConnections();
    }
    await Promise.all(closed);
  }

  private async bind(address: ListenAddress): Promise<Listener> {
    let url = '';
    const server = createHttpFace(this.handler, this.options.recorder, () => url);
    const listener = await bindListener(server, address, this.options.findPortHolder ?? (async () => null));
    url = listener.state.url;
    return listener;
  }

  private route(unowned: RequestHandler): RequestHandler {
    const find = (target: string): RequestHandler => {
      const path = requestPath(target);
      return this.served.find(({ owns }) => owns(path))?.service ?? unowned;
    };
    return {
      request: (request, response, listener) => find(request.url ?? '/').request(request, response, listener),
      upgrade: (request, socket, head, listener) => find(request.url ?? '/').upgrade(request, socket, head, listener),
    };
  }

  private context(protocol: string): HubContext {
    const { recorder, clock, random } = this.options;
    return {
      recorder,
      clock,
      random,
      apps: this.apps,
      traffic: this.traffic,
      accept: (upgrade) => {
        const connection = this.accept(upgrade, this.nextConnectionId, protocol);
        if (connection !== null) {
          this.nextConnectionId += 1;
          this.connectionsById.set(connection.id, connection);
          this.changed();
        }
        return connection;
      },
      acceptToRefuse: (upgrade) => {
        const connection = this.accept(upgrade, 0, protocol);
        if (connection !== null) {
          this.refusedPeers.add(connection);
        }
        return connection;
      },
      changed: () => this.changed(),
    };
  }

  private forget(connection: HubConnection): void {
    if (connection.id === 0) {
      this.refusedPeers.delete(connection);
    } else {
      this.connectionsById.delete(connection.id);
      this.changed();
    }
    if (this.connectionsById.size === 0 && this.refusedPeers.size === 0) {
      this.whenEmpty?.();
    }
  }

  /** Peers answer the close frame at once or not at all: those that have not after a second are cut. */
  private emptied(): Promise<void> {
    const left = [...this.connectionsById.values(), ...this.refusedPeers];
    if (left.length === 0) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const grace = this.options.clock.setTimeout(() => {
        for (const connection of left) {
          connection.terminate();
        }
      }, closeGraceMs);
      this.whenEmpty = () => {
        grace.cancel();
        resolve();
      };
    });
  }

  private changed(): void {
    for (const listener of this.changeListeners) {
      listener();
    }
  }
}

function whenClosed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
