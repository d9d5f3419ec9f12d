import type { Member } from '../../../../contract/hub';
import type { ConnectionId } from '../../../../contract/ids';

/** By what a user is there: a connection of this hub, or another node of its team. */
export type Holder = ConnectionId | string;

interface User {
  /** JSON text of user_info as sent, '' if none. */
  readonly info: string;
  readonly holders: Set<Holder>;
}

/**
 * Who is on a presence channel: users, each by one or more connections, of this hub or of others of its team. The user_info
 * that came first is shown.
 */
export class Roster {
  private readonly users = new Map<string, User>();

  get size(): number {
    return this.users.size;
  }

  has(userId: string): boolean {
    return this.users.has(userId);
  }

  /** Whether the user is there by a connection of this hub. */
  isHere(userId: string): boolean {
    return connectionsOf(this.users.get(userId)).length > 0;
  }

  /** True if the user was not there before. */
  join(userId: string, info: string, holder: Holder): boolean {
    const user = this.users.get(userId);
    if (user !== undefined) {
      user.holders.add(holder);
      return false;
    }
    this.users.set(userId, { info, holders: new Set([holder]) });
    return true;
  }

  /** True if the user is not there any more. */
  leave(userId: string, holder: Holder): boolean {
    const user = this.users.get(userId);
    user?.holders.delete(holder);
    return user !== undefined && user.holders.size === 0 && this.users.delete(userId);
  }

  /** Users whom this node of the team has. */
  of(node: string): readonly string[] {
    return [...this.users].flatMap(([id, { holders }]) => (holders.has(node) ? [id] : []));
  }

  members(): readonly Member[] {
    return [...this.users].map(([userId, user]) => ({ userId, info: user.info, connections: connectionsOf(user) }));
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

function connectionsOf(user: User | undefined): readonly ConnectionId[] {
  return [...(user?.holders ?? [])].filter((holder) => typeof holder === 'number');
}
