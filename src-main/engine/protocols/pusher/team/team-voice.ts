import type { TeamLink } from '../../../hub/team';
import type { PusherChannel } from '../hub/channel';
import type { TeamFact } from './team-fact';

/** Tells the other nodes of a team what happens in one app here. */
export class TeamVoice {
  constructor(
    private readonly link: TeamLink,
    private readonly app: () => string,
  ) {}

  /** Nodes besides this one. */
  get others(): number {
    return this.link.others;
  }

  count({ name, subscribers }: PusherChannel): void {
    this.tell(['count', this.app(), name.name, subscribers.size]);
  }

  /** The user's first connection of this node came to the channel; `info` as in its roster. */
  joined({ name }: PusherChannel, user: string, info: string): void {
    this.tell(['member', this.app(), name.name, user, info]);
  }

  /** The user's last connection of this node left it. */
  left({ name }: PusherChannel, user: string): void {
    this.tell(['member', this.app(), name.name, user, null]);
  }

  user(id: string, isOnline: boolean): void {
    this.tell(['user', this.app(), id, isOnline]);
  }

  published(channels: readonly string[], event: string, data: string, socketId: string): void {
    this.tell(['event', this.app(), [...channels], event, data, socketId]);
  }

  clientEvent({ name }: PusherChannel, event: string, data: string | null, user: string | null): void {
    this.tell(['client', this.app(), name.name, event, data, user]);
  }

  terminate(user: string): void {
    this.tell(['terminate', this.app(), user]);
  }

  private tell(fact: TeamFact): void {
    this.link.tell(fact);
  }
}
