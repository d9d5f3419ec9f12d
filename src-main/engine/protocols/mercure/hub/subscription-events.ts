import type { JsonValue } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { plainEvent } from '../codec';
import { eventText } from '../event-stream';
import { app, protocol } from './names';
import { quote } from './refusal';
import type { MercureScope } from './scope';
import type { Subscriber } from './subscriber';
import { subscriptionPath } from './subscription-path';

/** One selector of one subscriber, as the API lists it and as updates announce it. */
export function subscriptionOf(subscriber: Subscriber, selector: string, isActive: boolean): JsonValue {
  return {
    id: subscriptionPath(selector, subscriber.id),
    type: 'Subscription',
    subscriber: subscriber.id,
    topic: selector,
    active: isActive,
    ...(subscriber.payload === undefined ? {} : { payload: subscriber.payload }),
  };
}

export const jsonLdContext = 'https://mercure.rocks/';

/**
 * Tells who watches subscriptions that somebody came or went: a private update a selector, whose topic and id are the
 * address of the subscription. To be called before it is in the table, or after it is out of it: nobody sees itself.
 */
export function announce(scope: MercureScope, subscriber: Subscriber, isActive: boolean, cause: Seq): void {
  if (!scope.settings.subscriptions) {
    return;
  }
  const { context, history, subscribers } = scope;
  for (const selector of subscriber.selectors) {
    const path = subscriptionPath(selector, subscriber.id);
    const document = { '@context': jsonLdContext, ...(subscriptionOf(subscriber, selector, isActive) as object) };
    const data = JSON.stringify(document, null, 2);
    const update = { topics: [path], data, isPrivate: true, id: path, type: '', retry: '' };
    const { connections } = subscribers.audience(update.topics, true);
    let publish = cause;
    if (connections.length > 0) {
      const bytes = Buffer.from(eventText(update));
      publish = context.recorder.record({
        kind: 'presence',
        action: isActive ? 'join' : 'leave',
        direction: 'down',
        protocol,
        app,
        connection: subscriber.connection.id,
        channel: path,
        event: plainEvent,
        cause,
        matched: connections.length,
        body: bytes,
        detail: { selector, subscriber: subscriber.id },
        summary: quote(
          `${isActive ? 'Now' : 'No longer'} subscribed to ${selector}: told ${connections.length} who ${connections.length === 1 ? 'watches' : 'watch'}`,
          200,
        ),
      });
      context.sendToAll(connections, { bytes, seq: publish }, null);
    }
    history.add({ update, publish, atMs: context.clock.nowMs() });
  }
}
