import type { EntryBody } from '../../../contract/entry';
import type { Explanation } from '../../../contract/message';
import { encodedPaths } from '../../formats/encoded-paths';
import { readLogged } from '../../formats/laravel-log';
import { DetailReader } from '../detail-reader';
import { explainPlain } from '../explain-plain';
import { restSections, table, text } from '../sections';
import { inLog } from './client/project-words';

const faithful =
  'A log is no exact copy. Monolog puts values in place of %channel%, %level_name%, %datetime% and the like, also inside a payload, and takes %extra.x% and %context.x% out; a shared log context replaces {x}.';

/** What the inspector shows of a broadcast in the log. Total. */
export function explain(entry: EntryBody): Explanation {
  const logged = entry.row.kind === 'publish' ? readLogged(Buffer.from(entry.rawBase64, 'base64').toString()) : null;
  if (logged === null) return explainPlain(entry);
  const detail = new DetailReader(entry.detail);
  const { event, channels, payload, loggedAt, environment, level, format, extras, note } = logged;
  for (const name of ['loggedAt', 'environment', 'level', 'format']) detail.text(name);
  return {
    payload,
    encodedPaths: encodedPaths(payload),
    sections: [
      ...text('What is unusual', note),
      ...text('What it means', `${inLog.message} ${inLog.hint}`),
      ...table('Broadcast', [
        ...channels.map((channel, at) => [at === 0 ? 'Channel' : 'And', channel] as const),
        ['Event', event],
        ['Logged at', format === 'json' ? loggedAt : `${loggedAt} (time zone of the application)`],
        ['Level', `${environment}.${level}`],
        ['File', detail.text('file')],
        ...extras.map((extra) => ['Context', extra] as const),
      ]),
      ...text('How faithful it is', faithful),
      ...restSections(detail),
    ],
  };
}
