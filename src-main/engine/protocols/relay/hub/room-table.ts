import type { ChannelSummary } from '../../../../contract/hub';
import { limits } from '../../../../contract/limits';
import type { HubConnection } from '../../../hub/connection';
import type { RateCounter } from '../../../hub/rate-counter';
import { app, protocol } from './names';
import type { RelayPeer } from './peer';

interface Room {
  readonly peers: Set<RelayPeer>;
  /** Their connections, in order; null if they changed. */
  connections: readonly HubConnection[] | null;
  readonly rate: RateCounter;
  refusals: number;
  lastRefusalCode: number | null;
}

const nobody: readonly HubConnection[] = [];

/** Who is in which room; of the empty ones those unused for longest are forgotten first. */
export class RoomTable {
  private readonly rooms = new Map<string, Room>();

  constructor(private readonly newRate: () => RateCounter) {}

  enter(peer: RelayPeer): void {
    const room = this.use(peer.room);
    room.peers.add(peer);
    room.connections = null;
  }

  leave(peer: RelayPeer): void {
    const room = this.rooms.get(peer.room);
    if (room !== undefined) {
      room.peers.delete(peer);
      room.connections = null;
    }
  }

  connections(name: string): readonly HubConnection[] {
    const room = this.rooms.get(name);
    if (room === undefined) {
      return nobody;
    }
    room.connections ??= [...room.peers].map(({ connection }) => connection);
    return room.connections;
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

  summaries(nowMs: number): readonly ChannelSummary[] {
    return [...this.rooms].map(([name, { peers, rate, refusals, lastRefusalCode }]) => ({
      app,
      protocol,
      name,
      kind: 'public',
      subscribers: peers.size,
      members: null,
      messages: rate.total,
      messagesPerSecond: rate.perSecond(nowMs),
      refusals,
      lastRefusalCode,
    }));
  }

  private use(name: string): Room {
    const known = this.rooms.get(name);
    if (known !== undefined) {
      return known;
    }
    const room = {
      peers: new Set<RelayPeer>(),
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
