import type { EntryBody } from '../../../contract/entry';
import { isJson } from '../../../contract/json-text';
import type { Explanation } from '../../../contract/message';
import { encodedPaths } from '../../formats/encoded-paths';
import { isoInstant } from '../../formats/iso-instant';
import { readBroadcast } from '../../formats/laravel-broadcast';
import { readChannel } from '../../formats/laravel-channel';
import { readJob } from '../../formats/laravel-job';
import { readStreamValue } from '../../formats/messenger-envelope';
import { DetailReader } from '../detail-reader';
import { explainPlain } from '../explain-plain';
import { envelopeSections } from '../messenger-sections';
import { restSections, table, text } from '../sections';
import { receiverWords } from './client/publish';

/** What the inspector shows of an entry seen in Redis. Total. */
export function explain(entry: EntryBody): Explanation {
  const body = Buffer.from(entry.rawBase64, 'base64').toString();
  if (entry.row.kind === 'publish' && typeof entry.detail?.stream === 'string') return explainStream(entry);
  if (entry.row.kind === 'publish') return explainBroadcast(entry, body);
  if (entry.row.kind === 'note' && typeof entry.detail?.queueKey === 'string') return explainJob(entry, body);
  return explainPlain(entry);
}

function explainBroadcast(entry: EntryBody, body: string): Explanation {
  const detail = new DetailReader(entry.detail);
  const { form, event, data, socket, note } = readBroadcast(body);
  const payload = form === 'other' ? (isJson(body) ? body : '') : data;
  const { kind, name } = readChannel(entry.row.channel, '');
  const prefix = detail.text('prefix');
  const receivers = detail.number('receivers');
  const isSeen = entry.row.direction === 'down';
  detail.text('socket');
  return {
    payload,
    encodedPaths: encodedPaths(payload),
    sections: [
      ...text('What is unusual', note),
      ...(receivers === null ? [] : text('Who got it', receiverWords(receivers))),
      ...table('Broadcast', [
        ['Channel', `${kind} ${name}`],
        ['Channel in Redis', detail.text('redisChannel')],
        ['Prefix', prefix === '' ? 'none' : prefix],
        ['Event', event],
        ['Not for the connection', socket === null ? null : `${socket} (toOthers)`],
        ['Seen through the pattern', isSeen ? detail.text('pattern') : null],
      ]),
      ...restSections(detail),
    ],
  };
}

/** An entry of a stream: a message of Messenger, or what somebody else put there. */
function explainStream(entry: EntryBody): Explanation {
  const detail = new DetailReader(entry.detail);
  const body = Buffer.from(entry.rawBase64, 'base64');
  const isPlain = detail.list('fields').length > 0;
  const envelope = isPlain ? null : readStreamValue(body);
  const plain = body.toString();
  const payload = envelope === null ? (isJson(plain) ? plain : JSON.stringify(plain)) : envelope.message;
  const dueAtMs = detail.number('dueAtMs');
  return {
    payload,
    encodedPaths: encodedPaths(payload),
    sections: [
      ...(envelope === null ? [] : envelopeSections(envelope)),
      ...table('Stream', [
        ['Stream', detail.text('stream')],
        ['Id', detail.text('id')],
        ['Delayed until', dueAtMs === null ? null : isoInstant(dueAtMs)],
      ]),
      ...restSections(detail),
    ],
  };
}

function explainJob(entry: EntryBody, body: string): Explanation {
  const detail = new DetailReader(entry.detail);
  const { name, isBroadcast, id, attempts, command, note } = readJob(body);
  const payload = command === undefined ? (isJson(body) ? body : '') : JSON.stringify(command);
  return {
    payload,
    encodedPaths: [],
    sections: [
      ...text('What is unusual', note),
      ...text('What to do', 'Start a worker: php artisan queue:work redis. Events with ShouldBroadcastNow need none.'),
      ...table('Job', [
        ['Queue', detail.text('queueKey')],
        ['Class', name],
        ['Broadcast', isBroadcast ? 'yes' : 'no'],
        ['Id', id],
        ['Attempts', attempts === null ? null : String(attempts)],
        ['Waiting with it', String(detail.number('waiting') ?? '')],
      ]),
      ...restSections(detail),
    ],
  };
}
