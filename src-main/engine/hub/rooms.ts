import type { ChannelSummary } from '../../contract/hub';
import { limits } from '../../contract/limits';
import type { HubConnection } from './connection';
import type { RateCounter } from './rate-counter';

interface Room<Peer, Tie> {
  readonly peers: Map<Peer, Tie>;
  /** Their connections, in order; null if they changed. */
  connections: readonly HubConnection[] | null;
  readonly rate: RateCounter;
  refusals: number;
  lastRefusalCode: number | null;
}

const nobody: readonly HubConnection[] = [];

/**
 * Who is in which room, and what ties each to it (a member, or nothing), for protocols whose rooms are names and no more. Of
 * the empty ones those made first are forgotten first.
 */
export class Rooms<Peer extends { readonly connection: HubConnection }, Tie = null> {
  private readonly rooms = new Map<string, Room<Peer, Tie>>();

  constructor(private readonly newRate: () => RateCounter) {}

  enter(name: string, peer: Peer, tie: Tie): void {
    const room = this.use(name);
    room.peers.set(peer, tie);
    room.connections = null;
  }

  leave(name: string, peer: Peer): void {
    const room = this.rooms.get(name);
    if (room?.peers.delete(peer) === true) {
      room.connections = null;
    }
  }

  connections(name: string): readonly HubConnection[] {
    const room = this.rooms.get(name);
    if (room === undefined) {
      return nobody;
    }
    room.connections ??= [...room.peers.keys()].map(({ connection }) => connection);
    return room.connections;
  }

  peers(name: string): ReadonlyMap<Peer, Tie> {
    return this.rooms.get(name)?.peers ?? new Map();
  }

  /** Names of those somebody is in. */
  occupied(): readonly string[] {
    return [...this.rooms].flatMap(([name, { peers }]) => (peers.size === 0 ? [] : [name]));
  }

  said(name: string, nowMs: number): void {
    this.use(name).rate.add(1, nowMs);
  }

  refused(name: string, code: number): void {
    const room = this.use(name);
    room.refusals += 1;
    room.lastRefusalCode = code;
  }

  /** `about`: what the protocol knows of a room by its name. */
  summaries(
    nowMs: number,
    about: (name: string) => Pick<ChannelSummary, 'app' | 'protocol' | 'kind' | 'members'>,
  ): readonly ChannelSummary[] {
    return [...this.rooms].map(([name, { peers, rate, refusals, lastRefusalCode }]) => ({
      ...about(name),
      name,
      subscribers: peers.size,
      messages: rate.total,
      messagesPerSecond: rate.perSecond(nowMs),
      refusals,
      lastRefusalCode,
    }));
  }

  private use(name: string): Room<Peer, Tie> {
    const known = this.rooms.get(name);
    if (known !== undefined) {
      return known;
    }
    const room: Room<Peer, Tie> = {
      peers: new Map(),
      connections: null,
      rate: this.newRate(),
      refusals: 0,
      lastRefusalCode: null,
    };
    this.rooms.set(name, room);
    if (this.rooms.size > limits.rememberedChannels) {
      this.forgetOne(name);
    }
    return room;
  }

  private forgetOne(except: string): void {
    for (const [name, { peers }] of this.rooms) {
      if (peers.size === 0 && name !== except) {
        this.rooms.delete(name);
        return;
      }
    }
  }
}
