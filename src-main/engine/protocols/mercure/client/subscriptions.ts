import type { JsonValue } from '../../../../contract/entry';
import { membersOf, parseJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import type { FoundChannel } from '../../../../contract/session';
import type { ClientEntry } from '../../../clients/client-side';

/** What the hub says of one subscription, in either dialect. */
interface Subscription {
  readonly id: string;
  readonly selector: string;
  readonly subscriber: string;
  readonly isActive: boolean;
}

/** Selectors that others are subscribed to, by the hub's own events. Bounded. */
export class ActiveSubscriptions {
  private readonly active = new Map<string, string>();

  get found(): readonly FoundChannel[] {
    const counts = new Map<string, number>();
    for (const selector of this.active.values()) counts.set(selector, (counts.get(selector) ?? 0) + 1);
    return [...counts].map(([name, subscribers]) => ({ name, subscribers, members: null }));
  }

  /** The collection as the hub's API answers it. Returns whether it was one. */
  load(text: string): boolean {
    const { subscriptions } = membersOf(parseJson(text)) ?? {};
    if (!Array.isArray(subscriptions)) return false;
    this.active.clear();
    for (const one of subscriptions) {
      const found = subscriptionOf(one as JsonValue);
      if (found !== null) this.change(found);
    }
    return true;
  }

  /** An update, if it is one about a subscription: an entry for it. */
  take(data: string): ClientEntry | null {
    if (!data.includes('ubscription')) return null;
    const found = subscriptionOf(parseJson(data));
    if (found === null) return null;
    this.change(found);
    const { selector, subscriber, isActive } = found;
    return {
      kind: 'presence',
      action: isActive ? 'join' : 'leave',
      direction: 'down',
      channel: selector.slice(0, limits.nameChars),
      detail: { selector, subscriber },
      summary: `${subscriber} ${isActive ? 'subscribed' : 'left'}`.slice(0, limits.summaryChars),
    };
  }

  private change({ id, selector, isActive }: Subscription): void {
    if (!isActive) this.active.delete(id);
    else if (this.active.size < limits.sessionChannels) this.active.set(id, selector);
  }
}

function subscriptionOf(value: JsonValue | undefined): Subscription | null {
  const { id, type, topic, match, subscriber, active } = membersOf(value);
  const selector = typeof topic === 'string' ? topic : match;
  if (typeof type !== 'string' || type.toLowerCase() !== 'subscription' || typeof selector !== 'string') return null;
  if (typeof subscriber !== 'string' || typeof id !== 'string') return null;
  return { id, selector, subscriber, isActive: active === true };
}
