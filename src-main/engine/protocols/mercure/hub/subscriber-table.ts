import type { HubConnection } from '../../../hub/connection';
import { everything, type TopicSelector } from '../topic-selector';
import type { Grants } from './grants';
import type { Subscriber } from './subscriber';

/** Everybody who asked for the same selector, by its name. */
interface Group {
  readonly selector: TopicSelector;
  readonly subscribers: Set<Subscriber>;
  /** Their connections, in order; null if they changed. Going through a set for each update costs more than queueing it. */
  connections: readonly HubConnection[] | null;
}

/** Who gets an update. */
export interface Audience {
  readonly connections: readonly HubConnection[];
  /** Subscribed to it, without the right to a private one. */
  readonly denied: number;
}

const rememberedTopics = 1_000;
const nobody: Audience = { connections: [], denied: 0 };

/** All subscribers, found by topic. Only templates and patterns are matched, and each topic against them once. */
export class SubscriberTable {
  private readonly byId = new Map<string, Subscriber>();
  private readonly groups = new Map<string, Group>();
  private readonly templates = new Set<Group>();
  private readonly templatesOf = new Map<string, readonly Group[]>();

  get size(): number {
    return this.byId.size;
  }

  all(): IterableIterator<Subscriber> {
    return this.byId.values();
  }

  add(subscriber: Subscriber): void {
    this.byId.set(subscriber.id, subscriber);
    for (const selector of subscriber.selectors) {
      const group = this.groups.get(selector.name) ?? this.newGroup(selector);
      group.subscribers.add(subscriber);
      group.connections = null;
    }
  }

  remove(subscriber: Subscriber): void {
    this.byId.delete(subscriber.id);
    for (const { name } of subscriber.selectors) {
      const group = this.groups.get(name);
      if (group === undefined) {
        continue;
      }
      group.subscribers.delete(subscriber);
      group.connections = null;
      if (group.subscribers.size === 0) {
        this.groups.delete(name);
        if (this.templates.delete(group)) {
          this.templatesOf.clear();
        }
      }
    }
  }

  subscribersTo(name: string): number {
    return this.groups.get(name)?.subscribers.size ?? 0;
  }

  audience(topics: readonly string[], isPrivate: boolean): Audience {
    const groups = this.groupsOf(topics);
    if (groups.length === 0) {
      return nobody;
    }
    const [only] = groups;
    if (groups.length === 1 && only !== undefined && !isPrivate) {
      only.connections ??= [...only.subscribers].map(({ connection }) => connection);
      return { connections: only.connections, denied: 0 };
    }
    const subscribers = new Set(groups.flatMap((group) => [...group.subscribers]));
    return isPrivate ? permitted(subscribers, topics) : { connections: connectionsOf(subscribers), denied: 0 };
  }

  private groupsOf(topics: readonly string[]): readonly Group[] {
    const found = new Set<Group>();
    const all = this.groups.get(everything);
    if (all !== undefined) {
      found.add(all);
    }
    for (const topic of topics) {
      const exact = this.groups.get(topic);
      if (exact?.selector.matches(topic)) {
        found.add(exact);
      }
      for (const group of this.templates.size === 0 ? [] : this.templatesFor(topic)) {
        found.add(group);
      }
    }
    return [...found];
  }

  private templatesFor(topic: string): readonly Group[] {
    let matching = this.templatesOf.get(topic);
    if (matching === undefined) {
      matching = [...this.templates].filter(({ selector }) => selector.matches(topic));
      if (this.templatesOf.size >= rememberedTopics) {
        const [oldest] = this.templatesOf.keys();
        this.templatesOf.delete(oldest as string);
      }
      this.templatesOf.set(topic, matching);
    }
    return matching;
  }

  private newGroup(selector: TopicSelector): Group {
    const group: Group = { selector, subscribers: new Set(), connections: null };
    this.groups.set(selector.name, group);
    const isFoundByTopic = selector.kind === 'exact' && selector.name === selector.text;
    if (selector.kind !== 'all' && !isFoundByTopic) {
      this.templates.add(group);
      this.templatesOf.clear();
    }
    return group;
  }
}

function permitted(subscribers: ReadonlySet<Subscriber>, topics: readonly string[]): Audience {
  const verdicts = new Map<Grants, boolean>();
  const connections: HubConnection[] = [];
  for (const { grants, connection } of subscribers) {
    if (grants === null) {
      continue;
    }
    let isGranted = verdicts.get(grants);
    if (isGranted === undefined) {
      isGranted = grants.coversAny(topics);
      verdicts.set(grants, isGranted);
    }
    if (isGranted) {
      connections.push(connection);
    }
  }
  return { connections, denied: subscribers.size - connections.length };
}

function connectionsOf(subscribers: ReadonlySet<Subscriber>): readonly HubConnection[] {
  return [...subscribers].map(({ connection }) => connection);
}
