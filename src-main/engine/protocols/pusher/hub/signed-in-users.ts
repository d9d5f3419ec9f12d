import type { Subscriber } from './subscriber';

/** Who a connection has signed in as. */
export interface SignedInUser {
  readonly id: string;
  /** JSON text of user_info as sent, '' if none. */
  readonly info: string;
  /** Ids of the users it wants to hear of, without repetition, as many as are allowed. */
  readonly watchlist: readonly string[];
}

/** Users of one app who signed in, each by one or more connections of this hub, or other nodes of its team (by name). */
export class SignedInUsers {
  private readonly users = new Map<string, Set<Subscriber | string>>();

  isOnline(id: string): boolean {
    return this.users.has(id);
  }

  /** True if the user was not online before. */
  add(id: string, holder: Subscriber | string): boolean {
    const holders = this.users.get(id);
    if (holders !== undefined) {
      holders.add(holder);
      return false;
    }
    this.users.set(id, new Set([holder]));
    return true;
  }

  /** True if the user is not online any more. */
  remove(id: string, holder: Subscriber | string): boolean {
    const holders = this.users.get(id);
    holders?.delete(holder);
    return holders?.size === 0 && this.users.delete(id);
  }

  /** Those of this hub, now; a list of its own, so that they may be ended one by one. */
  connections(id: string): readonly Subscriber[] {
    return [...(this.users.get(id) ?? [])].filter((holder) => typeof holder !== 'string');
  }

  /** Users who signed in here. */
  here(): readonly string[] {
    return [...this.users.keys()].filter((id) => this.connections(id).length > 0);
  }

  /** Users whom this node has. */
  of(node: string): readonly string[] {
    return [...this.users].flatMap(([id, holders]) => (holders.has(node) ? [id] : []));
  }
}
