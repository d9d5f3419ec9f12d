import type { ChannelSummary, Member } from '../../../../contract/hub';
import { Rooms } from '../../../hub/rooms';
import { app, protocol } from './names';
import type { ChannelMember, SocketPeer } from './peer';

/** Whether a channel's name says that an application decides who may listen. Not anchored, as in laravel-echo-server. */
export const isGuarded = (channel: string): boolean => /(private-|presence-)/.test(channel);
export const isPresence = (channel: string): boolean => channel.startsWith('presence-');

/** Channels of Laravel Echo, and namespaces, whose names begin with a slash: nobody of those is a member. */
export class EchoRooms extends Rooms<SocketPeer, ChannelMember | null> {
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

  /** Channels somebody is on. */
  override occupied(): readonly string[] {
    return super.occupied().filter((name) => !name.startsWith('/'));
  }

  list(nowMs: number): readonly ChannelSummary[] {
    return this.summaries(nowMs, (name) => ({
      app,
      protocol,
      kind: isPresence(name) ? 'presence' : isGuarded(name) ? 'private' : 'public',
      members: isPresence(name) ? this.members(name).length : null,
    }));
  }
}
