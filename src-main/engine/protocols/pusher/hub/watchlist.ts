import type { Seq } from '../../../../contract/ids';
import type { HubContext } from '../../../hub/hub-context';
import { watchlistFrame } from './frames';
import type { Peer } from './peer';
import { shorten } from './shorten';
import type { SignedInUsers } from './signed-in-users';
import type { Subscriber } from './subscriber';

const event = 'pusher_internal:watchlist_events';

/** Connections of one app that want to hear when certain users come online and go. */
export class Watchlists {
  /** Of each watched user, who watches. */
  private readonly watchers = new Map<string, Set<Subscriber>>();

  constructor(
    private readonly context: HubContext,
    private readonly app: () => string,
    private readonly users: SignedInUsers,
  ) {}

  /** Starts to watch, and says how things stand. */
  watch(peer: Peer, ids: readonly string[], cause: Seq): void {
    for (const id of ids) {
      const watchers = this.watchers.get(id);
      if (watchers === undefined) {
        this.watchers.set(id, new Set([peer]));
      } else {
        watchers.add(peer);
      }
    }
    if (ids.length > 0) {
      const online = ids.filter((id) => this.users.isOnline(id));
      const offline = ids.filter((id) => !this.users.isOnline(id));
      const summary = `Of ${ids.length} watched ${ids.length === 1 ? 'user' : 'users'} ${online.length} online`;
      peer.say('chatter', event, watchlistFrame({ online, offline }), { cause, summary });
    }
  }

  unwatch(subscriber: Subscriber, ids: readonly string[]): void {
    for (const id of ids) {
      const watchers = this.watchers.get(id);
      if (watchers?.delete(subscriber) === true && watchers.size === 0) {
        this.watchers.delete(id);
      }
    }
  }

  /** A user's first connection has signed in, or the last one is gone, here or elsewhere: one frame for all who watch. */
  tell(id: string, isOnline: boolean, cause?: Seq): void {
    const watchers = this.watchers.get(id);
    if (watchers === undefined) {
      return;
    }
    const text = watchlistFrame(isOnline ? { online: [id], offline: [] } : { online: [], offline: [id] });
    const frame = this.context.encodeText(text);
    const seq = this.context.recorder.record({
      kind: 'ping',
      action: 'chatter',
      direction: 'down',
      protocol: 'pusher',
      app: this.app(),
      event,
      ...(cause === undefined ? {} : { cause }),
      matched: watchers.size,
      body: frame.payload,
      detail: { user: id },
      summary: `User ${shorten(id, 100)} is ${isOnline ? 'online' : 'offline'}: told ${watchers.size} who ${watchers.size === 1 ? 'watches' : 'watch'}`,
    });
    const connections = [...watchers].map(({ connection }) => connection);
    this.context.sendToAll(connections, { bytes: frame.bytes, seq }, null);
  }
}
