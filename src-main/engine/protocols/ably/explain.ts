import type { EntryBody } from '../../../contract/entry';
import type { Explanation } from '../../../contract/message';
import { encodedPaths } from '../../formats/encoded-paths';
import { isoInstant } from '../../formats/iso-instant';
import { DetailReader } from '../detail-reader';
import { explainPlain } from '../explain-plain';
import { restSections, senderFacts, table, text } from '../sections';
import { toPusher } from './channel-name';
import { readMessage } from './client/protocol-message';
import { asJsonText, isPacked } from './message-pack';

const kinds = {
  'public:': 'public',
  'private:encrypted-': 'encrypted',
  'private:': 'private',
  'presence:': 'presence',
} as const;

const messages: readonly string[] = ['publish', 'client', 'deliver', 'presence'];

/** What the inspector shows of a message of Ably. Total. */
export function explain(entry: EntryBody): Explanation {
  const { kind, channel } = entry.row;
  const bytes = Buffer.from(entry.rawBase64, 'base64');
  if (!messages.includes(kind)) {
    const plain = explainPlain(entry);
    return isPacked(bytes) ? { ...plain, payload: asJsonText(bytes) ?? '' } : plain;
  }
  const detail = new DetailReader(entry.detail);
  const message = readMessage(asJsonText(bytes) ?? '');
  const [prefix = '', laravel] = Object.entries(kinds).find(([start]) => String(channel).startsWith(start)) ?? [];
  for (const name of ['clientId', 'encoding', 'channels', 'connectionId', 'messageId']) detail.text(name);
  return {
    payload: message.data,
    encodedPaths: encodedPaths(message.data),
    sections: [
      ...text('What is unusual', detail.text('note') || message.note),
      ...table('Message', [
        ['Channel', channel],
        ['In Laravel', laravel === undefined ? null : `${laravel} channel ${channel.slice(prefix.length)}`],
        ['Over Pusher', entry.row.source === '' ? toPusher(channel) : null],
        ['Name', message.name],
        ['Message id', message.id || detail.text('messageId')],
        ['Published at', message.timestamp === null ? null : isoInstant(message.timestamp)],
        ['Client id', message.clientId],
        ['Connection', detail.text('connectionId')],
        ['Encoding', message.encoding],
        ['Format', isPacked(bytes) ? 'MessagePack' : 'JSON'],
      ]),
      ...table('Sender', senderFacts(detail)),
      ...restSections(detail),
    ],
  };
}
