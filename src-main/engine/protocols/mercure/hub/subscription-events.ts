import type { JsonValue } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { plainEvent } from '../codec';
import { eventText } from '../event-stream';
import type { TopicSelector } from '../topic-selector';
import { app, protocol } from './names';
import { quote } from './refusal';
import type { MercureScope } from './scope';
import type { Subscriber } from './subscriber';
import { subscriptionPath } from './subscription-path';

/** One selector of one subscriber, as the API of its dialect lists it and as updates announce it. */
export function subscriptionOf(subscriber: Subscriber, selector: TopicSelector, isActive: boolean): JsonValue {
  const { text, matchType } = selector;
  const payload = subscriber.payload(text);
  return {
    id: subscriptionPath(selector, subscriber.id),
    type: matchType === null ? 'Subscription' : 'subscription',
    subscriber: subscriber.id,
    ...(matchType === null ? { topic: text } : { match: text, match_type: matchType }),
    active: isActive,
    ...(payload === undefined ? {} : { payload }),
  };
}

export const jsonLdContext = 'https://mercure.rocks/';
/** 1.0: type of the events the hub itself makes. */
export const hubEvent = 'mercure';

/**
 * Tells who watches subscriptions that somebody came or went: a private update a selector, whose topic and id are the
 * address of the subscription, in the dialect it was made in. Whoever is in the table by then is told: of 0.x nobody sees itself.
 */
export function announce(scope: MercureScope, subscriber: Subscriber, isActive: boolean, cause: Seq): void {
  if (!scope.settings.subscriptions) {
    return;
  }
  const { history, subscribers } = scope;
  const { recorder, clock, sendToAll } = scope.context;
  for (const selector of subscriber.selectors) {
    const path = subscriptionPath(selector, subscriber.id);
    const isModern = subscriber.dialect === '1.0';
    const context = isModern ? {} : { '@context': jsonLdContext };
    const document = { ...context, ...(subscriptionOf(subscriber, selector, isActive) as object) };
    const data = JSON.stringify(document, null, 2);
    const update = { topics: [path], data, isPrivate: true, id: path, type: isModern ? hubEvent : '', retry: '' };
    const { connections } = subscribers.audience(update.topics, true);
    let publish = cause;
    if (connections.length > 0) {
      const bytes = Buffer.from(eventText(update));
      publish = recorder.record({
        kind: 'presence',
        action: isActive ? 'join' : 'leave',
        direction: 'down',
        protocol,
        app,
        connection: subscriber.connection.id,
        channel: path,
        event: isModern ? hubEvent : plainEvent,
        cause,
        matched: connections.length,
        body: bytes,
        detail: { selector: selector.name, subscriber: subscriber.id },
        summary: quote(
          `${isActive ? 'Now' : 'No longer'} subscribed to ${selector.name}: told ${connections.length} who ${connections.length === 1 ? 'watches' : 'watch'}`,
          200,
        ),
      });
      sendToAll(connections, { bytes, seq: publish }, null);
    }
    history.add({ update, publish, atMs: clock.nowMs() });
  }
}
