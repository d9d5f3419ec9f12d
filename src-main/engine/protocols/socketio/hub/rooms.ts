import type { ChannelSummary, Member } from '../../../../contract/hub';
import { limits } from '../../../../contract/limits';
import type { HubConnection } from '../../../hub/connection';
import type { RateCounter } from '../../../hub/rate-counter';
import { app, protocol } from './names';
import type { ChannelMember, SocketPeer } from './peer';

interface Room {
  readonly peers: Map<SocketPeer, ChannelMember | null>;
  /** Their connections, in order; null if they changed. */
  connections: readonly HubConnection[] | null;
  readonly rate: RateCounter;
  refusals: number;
  lastRefusalCode: number | null;
}

const nobody: readonly HubConnection[] = [];

/** Whether a channel's name says that an application decides who may listen. Not anchored, as in laravel-echo-server. */
export const isGuarded = (channel: string): boolean => /(private-|presence-)/.test(channel);
export const isPresence = (channel: string): boolean => channel.startsWith('presence-');

/** Who is on which channel, and in which namespace; of the empty ones those unused for longest are forgotten first. */
export class Rooms {
  private readonly rooms = new Map<string, Room>();

  constructor(private readonly newRate: () => RateCounter) {}

  enter(name: string, peer: SocketPeer, member: ChannelMember | null = null): void {
    const room = this.use(name);
    room.peers.set(peer, member);
    room.connections = null;
  }

  leave(name: string, peer: SocketPeer): void {
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

  peers(name: string): ReadonlyMap<SocketPeer, ChannelMember | null> {
    return this.rooms.get(name)?.peers ?? new Map();
  }

  /** Users of a presence channel, the newest first, each once, as laravel-echo-server lists them. */
  members(name: string): readonly (ChannelMember & { readonly peer: SocketPeer })[] {
    const found = new Map<string, ChannelMember & { readonly peer: SocketPeer }>();
    for (const [peer, member] of [...this.peers(name)].reverse()) {
      if (member !== null && !found.has(member.userId)) {
        found.set(member.userId, { ...member, peer });
      }
    }
    return [...found.values()];
  }

  /** The same for the list on the screen. */
  users(name: string): readonly Member[] {
    return this.members(name).map(({ userId, info }) => ({
      userId,
      info,
      connections: [...this.peers(name)].flatMap(([peer, member]) =>
        member?.userId === userId ? [peer.connection.id] : [],
      ),
    }));
  }

  said(name: string, nowMs: number): void {
    this.use(name).rate.add(1, nowMs);
  }

  refused(name: string, code: number): void {
    const room = this.use(name);
    room.refusals += 1;
    room.lastRefusalCode = code;
  }

  /** Channels somebody is on. */
  occupied(): readonly string[] {
    return [...this.rooms].flatMap(([name, { peers }]) => (peers.size === 0 || name.startsWith('/') ? [] : [name]));
  }

  summaries(nowMs: number): readonly ChannelSummary[] {
    return [...this.rooms].map(([name, { peers, rate, refusals, lastRefusalCode }]) => ({
      app,
      protocol,
      name,
      kind: isPresence(name) ? 'presence' : isGuarded(name) ? 'private' : 'public',
      subscribers: peers.size,
      members: isPresence(name) ? this.members(name).length : null,
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
    const room: Room = {
      peers: new Map(),
      connections: null,
      rate: this.newRate(),
      refusals: 0,
      lastRefusalCode: null,
    };
    this.rooms.set(name, room);
    if (this.rooms.size > limits.rememberedChannels) {
      const empty = [...this.rooms].find(([one, { peers }]) => peers.size === 0 && one !== name);
      if (empty !== undefined) {
        this.rooms.delete(empty[0]);
      }
    }
    return room;
  }
}
