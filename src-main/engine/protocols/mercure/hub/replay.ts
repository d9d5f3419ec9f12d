import type { EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { plainEvent } from '../codec';
import { eventText } from '../event-stream';
import { valuesOf } from '../form';
import type { MercureCall } from './call';
import { earliest, type KeptUpdate } from './history';
import { app, protocol } from './names';
import { summaryOf } from './publish';
import { quote } from './refusal';
import type { MercureScope } from './scope';
import type { Subscriber } from './subscriber';

/** No update has it: line breaks are refused in ids. */
const unknownId = '\n';

/** Where a subscriber wants to go on. */
export interface Replay {
  /** Id of the event before the first one sent, for the header of the answer; '' if no cursor came. */
  readonly cursor: string;
  readonly updates: readonly KeptUpdate[];
  readonly detail: EntryDetail;
  /** What the page may have missed; ''. */
  readonly note: string;
}

/**
 * The header, else the query; the second name of 0.x is that of hubs before 0.14, which symfony/mercure still sends along.
 * An empty one is none in 0.x; in 1.0 it is one that nobody knows.
 */
export function askedCursor({ request, query, dialect }: MercureCall): string {
  const header = request.headers['last-event-id'] as string | undefined;
  if (dialect === '0.x') {
    return header || valuesOf(query, 'lastEventID')[0] || valuesOf(query, 'Last-Event-ID')[0] || '';
  }
  const [inQuery] = valuesOf(query, 'last_event_id');
  return header || inQuery || (header === undefined && inQuery === undefined ? '' : unknownId);
}

/** What is to be sent before anything new. An id that is not known gets nothing, and is told so by another one. */
export function findReplay({ history }: MercureScope, asked: string): Replay {
  if (asked === '') {
    return { cursor: '', updates: [], detail: {}, note: '' };
  }
  const updates = history.after(asked);
  if (updates !== null) {
    return { cursor: asked, updates, detail: { lastEventId: quote(asked) }, note: '' };
  }
  if (asked === unknownId) {
    return { cursor: earliest, updates: [], detail: {}, note: '' };
  }
  const note = `The hub does not know the event ${quote(asked, 100)} (any more): nothing was sent again, and the page may have missed updates.`;
  return { cursor: earliest, updates: [], detail: { lastEventId: quote(asked) }, note };
}

/** Sends again what this subscriber asked for and may get; returns how many. */
export function sendAgain(scope: MercureScope, subscriber: Subscriber, { updates }: Replay, cause: Seq): number {
  if (updates.length === 0) {
    return 0;
  }
  const { recorder, clock } = scope.context;
  const { connection, grants, selectors } = subscriber;
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
      summary: summaryOf(update),
      detail: { replayOf: publish, ageMs: Math.max(0, Math.round(clock.nowMs() - atMs)), id: update.id },
    });
    connection.send({ bytes, seq });
    sent += 1;
  }
  return sent;
}
