import type { EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { plainEvent } from '../codec';
import { eventText } from '../event-stream';
import { type Form, valuesOf } from '../form';
import { topicSelector } from '../topic-selector';
import { earliest, type KeptUpdate } from './history';
import { app, protocol } from './names';
import { quote } from './refusal';
import type { MercureScope } from './scope';
import type { Subscriber } from './subscriber';

/** Where a subscriber wants to go on. */
export interface Replay {
  /** Id of the event before the first one sent, for the header Last-Event-ID; '' if no cursor came. */
  readonly cursor: string;
  readonly updates: readonly KeptUpdate[];
  readonly detail: EntryDetail;
}

/** The header, else the query; the second name is that of hubs before 0.14, which symfony/mercure still sends along. */
export function askedCursor(header: string | undefined, query: Form): string {
  return header || valuesOf(query, 'lastEventID')[0] || valuesOf(query, 'Last-Event-ID')[0] || '';
}

/** What is to be sent before anything new. An id that is not known gets nothing, and is told so by another one. */
export function findReplay({ history }: MercureScope, asked: string): Replay {
  if (asked === '') {
    return { cursor: '', updates: [], detail: {} };
  }
  const updates = history.after(asked);
  if (updates !== null) {
    return { cursor: asked, updates, detail: { lastEventId: quote(asked) } };
  }
  const note = `The hub does not know the event ${quote(asked, 100)} (any more): nothing was sent again, and the page may have missed updates.`;
  return { cursor: earliest, updates: [], detail: { lastEventId: quote(asked), note } };
}

/** Sends again what this subscriber asked for and may get; returns how many. */
export function sendAgain(scope: MercureScope, subscriber: Subscriber, { updates }: Replay, cause: Seq): number {
  if (updates.length === 0) {
    return 0;
  }
  const selectors = subscriber.selectors.map(topicSelector);
  const { recorder, clock } = scope.context;
  const { connection, grants } = subscriber;
  let sent = 0;
  for (const { update, publish, atMs } of updates) {
    const { topics, isPrivate, type } = update;
    const isAsked = topics.some((topic) => selectors.some((selector) => selector.matches(topic)));
    if (!isAsked || (isPrivate && grants?.coversAny(topics) !== true)) {
      continue;
    }
    const bytes = Buffer.from(eventText(update));
    const seq = recorder.record({
      kind: 'deliver',
      direction: 'down',
      protocol,
      app,
      connection: connection.id,
      channel: topics.join(', '),
      event: type === '' ? plainEvent : type,
      cause,
      matched: 1,
      body: bytes,
      detail: { replayOf: publish, ageMs: Math.max(0, Math.round(clock.nowMs() - atMs)), id: update.id },
    });
    connection.send({ bytes, seq });
    sent += 1;
  }
  return sent;
}
