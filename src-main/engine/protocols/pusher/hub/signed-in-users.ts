import type { Subscriber } from './subscriber';

/** Who a connection has signed in as. */
export interface SignedInUser {
  readonly id: string;
  /** JSON text of user_info as sent, '' if none. */
  readonly info: string;
  /** Ids of the users it wants to hear of, without repetition, as many as are allowed. */
  readonly watchlist: readonly string[];
}

/** Users of one app who signed in, each with one or more connections. */
export class SignedInUsers {
  private readonly users = new Map<string, Set<Subscriber>>();

  isOnline(id: string): boolean {
    return this.users.has(id);
  }

  /** True if that is the user's first connection. */
  add(id: string, connection: Subscriber): boolean {
    const connections = this.users.get(id);
    if (connections !== undefined) {
      connections.add(connection);
      return false;
    }
    this.users.set(id, new Set([connection]));
    return true;
  }

  /** True if that was the user's last connection. */
  remove(id: string, connection: Subscriber): boolean {
    const connections = this.users.get(id);
    connections?.delete(connection);
    return connections?.size === 0 && this.users.delete(id);
  }

  /** Those of now; a list of its own, so that they may be ended one by one. */
  connections(id: string): readonly Subscriber[] {
    return [...(this.users.get(id) ?? [])];
  }
}
