import type { HubConnection } from '../../../hub/connection';
import type { Subscriber } from './subscriber';

/**
 * Subscribers of a channel in the order they came, each with its user id. Their connections are kept as a list too: going
 * through a map for each message costs more than all the rest of queueing it.
 */
export class Subscribers extends Map<Subscriber, string> {
  private list: readonly HubConnection[] | null = null;

  /** Those of now, in order; not to be kept. */
  get connections(): readonly HubConnection[] {
    this.list ??= [...this.keys()].map(({ connection }) => connection);
    return this.list;
  }

  override set(subscriber: Subscriber, user: string): this {
    this.list = null;
    return super.set(subscriber, user);
  }

  override delete(subscriber: Subscriber): boolean {
    this.list = null;
    return super.delete(subscriber);
  }
}
