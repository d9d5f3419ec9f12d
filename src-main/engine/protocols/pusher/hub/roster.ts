import type { Member } from '../../../../contract/hub';
import type { ConnectionId } from '../../../../contract/ids';

interface User {
  /** JSON text of user_info as sent, '' if none. */
  readonly info: string;
  readonly connections: Set<ConnectionId>;
}

/** Who is on a presence channel: users, each with one or more connections. The first connection's user_info is shown. */
export class Roster {
  private readonly users = new Map<string, User>();

  get size(): number {
    return this.users.size;
  }

  has(userId: string): boolean {
    return this.users.has(userId);
  }

  /** True if the user was not there before. */
  join(userId: string, info: string, connection: ConnectionId): boolean {
    const user = this.users.get(userId);
    if (user !== undefined) {
      user.connections.add(connection);
      return false;
    }
    this.users.set(userId, { info, connections: new Set([connection]) });
    return true;
  }

  /** True if that was the user's last connection. */
  leave(userId: string, connection: ConnectionId): boolean {
    const user = this.users.get(userId);
    user?.connections.delete(connection);
    return user !== undefined && user.connections.size === 0 && this.users.delete(userId);
  }

  members(): readonly Member[] {
    return [...this.users].map(([userId, { info, connections }]) => ({ userId, info, connections: [...connections] }));
  }

  userIds(): readonly string[] {
    return [...this.users.keys()];
  }

  /** Data of subscription_succeeded. Built as text: user_info stays as sent, and an id like __proto__ is an id. */
  toJson(): string {
    const ids = this.userIds().map((id) => JSON.stringify(id));
    const hash = [...this.users].map(([id, { info }]) => `${JSON.stringify(id)}:${info === '' ? 'null' : info}`);
    return `{"presence":{"ids":[${ids.join(',')}],"hash":{${hash.join(',')}},"count":${this.size}}}`;
  }
}
