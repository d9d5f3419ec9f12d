import type { EntryBody, JsonValue } from '../../../contract/entry';
import type { Explanation } from '../../../contract/message';
import { encodedPaths } from '../../formats/encoded-paths';
import { readEnvelope } from '../../formats/messenger-envelope';
import { DetailReader } from '../detail-reader';
import { explainPlain } from '../explain-plain';
import { envelopeSections } from '../messenger-sections';
import { restSections, table, text } from '../sections';

/** What the inspector shows of a message of RabbitMQ. Total. */
export function explain(entry: EntryBody): Explanation {
  const { kind, direction } = entry.row;
  if (kind !== 'publish' && kind !== 'deliver') return explainPlain(entry);
  const detail = new DetailReader(entry.detail);
  const headers = headersOf(entry.detail?.headers);
  detail.text('headers');
  const envelope = readEnvelope(Buffer.from(entry.rawBase64, 'base64'), headers);
  const isReturned = detail.flag('isReturned');
  const routed = detail.list('routedQueues').map(String);
  const isFirehose = detail.flag('isFirehose');
  return {
    payload: envelope.message,
    encodedPaths: encodedPaths(envelope.message),
    sections: [
      ...text('What became of it', isReturned ? 'It was returned: no queue is bound for it. Nobody got it.' : ''),
      ...envelopeSections(envelope),
      ...table('Routing', [
        ['Exchange', detail.text('exchange') || 'the default one'],
        ['Routing key', detail.text('routingKey')],
        ['Queue', detail.text('queue')],
        ['Went to', isFirehose && kind === 'publish' ? routed.join(', ') || 'no queue' : null],
        ['Died before', deathText(headers['x-death'])],
        ['Redelivered', detail.flag('redelivered') ? 'yes' : null],
        ['Seen through', direction === 'down' ? (isFirehose ? 'the firehose' : 'a queue of our own') : null],
        ['User', detail.text('user')],
        ['Content type', detail.text('contentType')],
        ['Message id', detail.text('messageId')],
      ]),
      ...restSections(detail),
    ],
  };
}

/** "expired in delay_chat__1500_delay, 1 time": after a delay, or a retry. */
function deathText(deaths: JsonValue | undefined): string | null {
  if (!Array.isArray(deaths)) return null;
  const texts = deaths.map((death: JsonValue) => {
    const { reason = '', queue = '', count = '' } = headersOf(death);
    return `${String(reason)} in ${String(queue)}, ${String(count)} ${count === 1 ? 'time' : 'times'}`;
  });
  return texts.join('; ');
}

function headersOf(value: JsonValue | undefined): Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, JsonValue>>)
    : {};
}
