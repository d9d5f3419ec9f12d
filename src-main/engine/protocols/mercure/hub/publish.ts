import type { EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import { plainEvent } from '../codec';
import { eventText, type Update } from '../event-stream';
import { app, protocol } from './names';
import type { MercureScope } from './scope';

export interface Published {
  readonly seq: Seq;
  readonly matched: number;
}

/** Records an update and sends it to everybody it is for. It is written once, whoever gets it. */
export function publish(scope: MercureScope, update: Update, body: Uint8Array, detail: EntryDetail): Published {
  const { recorder, clock, traffic } = scope.context;
  const nowMs = clock.nowMs();
  const { topics, isPrivate, id } = update;
  const { connections, denied } = scope.subscribers.audience(topics, isPrivate);
  const matched = connections.length;
  const channel = topics.join(', ');
  const event = update.type === '' ? plainEvent : update.type;
  for (const topic of topics) {
    scope.topics.published(topic, isPrivate, nowMs);
  }
  const about = { protocol, app, channel, event, matched };
  const said = summaryOf(update);
  const seq = recorder.record({
    ...about,
    kind: 'publish',
    direction: 'up',
    body,
    detail: {
      ...detail,
      id,
      ...(isPrivate ? { isPrivate, denied } : {}),
      // A name that holds the separator, or more than an entry keeps of one: receipts need each by itself.
      ...(topics.length > 1 || channel.includes(', ') || channel.length > limits.nameChars ? { channels: topics } : {}),
    },
    summary: isPrivate ? `private, ${said}` : said,
  });
  traffic.add(1 + matched, nowMs);
  scope.counted('updates');
  scope.history.add({ update, publish: seq, atMs: nowMs });
  if (matched > 0) {
    const bytes = Buffer.from(eventText(update));
    const delivery = recorder.record({
      ...about,
      kind: 'deliver',
      direction: 'down',
      cause: seq,
      body: bytes,
      summary: said,
    });
    scope.context.sendToAll(connections, { bytes, seq: delivery }, null);
  }
  return { seq, matched };
}

const summaryData = 120;

/** What it carries, which is in the middle of an escaped form, and behind the fields of an event. */
export function summaryOf({ data }: Update): string {
  const text = data
    .slice(0, summaryData * 2)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length > summaryData ? `${text.slice(0, summaryData - 1)}…` : text;
}
