import type { JsonValue } from '../../../../contract/entry';
import { membersOf, parseJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import { toProblem } from '../../../../contract/problem';
import type { FoundChannel } from '../../../../contract/session';
import type { ClientContext, ClientEntry } from '../../../clients/client-side';
import type { HttpCall } from '../../../clients/dial';
import { asWritten } from './dialect';

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
  /** What the stream told while the collection was asked for, which may be older; null when it is not. */
  private meanwhile: Subscription[] | null = null;

  get found(): readonly FoundChannel[] {
    const counts = new Map<string, number>();
    for (const selector of this.active.values()) counts.set(selector, (counts.get(selector) ?? 0) + 1);
    return [...counts].map(([name, subscribers]) => ({ name, subscribers, members: null }));
  }

  /** Asks the hub's API who is there already. Returns '' or why that is not known. Never rejects. */
  async load(context: ClientContext, call: HttpCall, topic: string): Promise<string> {
    this.meanwhile = [];
    const words = await context.dial.fetch(call).then(
      ({ status, body }) =>
        status === 200 && this.take(body.toString())
          ? ''
          : status === 404
            ? 'the hub has them switched off'
            : `the hub answered ${status}: the token has to grant ${topic}`,
      (error: unknown) => toProblem(error).message,
    );
    this.meanwhile = null;
    return words;
  }

  /** The collection. Returns whether it was one. */
  private take(text: string): boolean {
    const { subscriptions } = membersOf(parseJson(text)) ?? {};
    if (!Array.isArray(subscriptions)) return false;
    this.active.clear();
    const later = this.meanwhile ?? [];
    this.meanwhile = null;
    for (const one of subscriptions) {
      const found = subscriptionOf(one as JsonValue);
      if (found !== null) this.change(found);
    }
    for (const one of later) this.change(one);
    return true;
  }

  /** An update, if it is one about a subscription: an entry for it. */
  hear(data: string): ClientEntry | null {
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

  private change(subscription: Subscription): void {
    const { id, selector, isActive } = subscription;
    if (this.meanwhile !== null && this.meanwhile.length < limits.sessionChannels) this.meanwhile.push(subscription);
    if (!isActive) this.active.delete(id);
    else if (this.active.size < limits.sessionChannels) this.active.set(id, selector);
  }
}

function subscriptionOf(value: JsonValue | undefined): Subscription | null {
  const { id, type, topic, match, match_type: matchType, subscriber, active } = membersOf(value);
  const selector =
    typeof topic === 'string'
      ? topic
      : typeof match === 'string'
        ? asWritten(matchType === 'urlpattern' ? 'match_urlpattern' : 'match_exact', match)
        : null;
  if (typeof type !== 'string' || type.toLowerCase() !== 'subscription' || selector === null) return null;
  if (typeof subscriber !== 'string' || typeof id !== 'string') return null;
  return { id, selector, subscriber, isActive: active === true };
}
