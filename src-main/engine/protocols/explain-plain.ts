import { entryCodeMeaning } from '../../contract/codes/entry-code';
import type { EntryBody } from '../../contract/entry';
import type { Explanation } from '../../contract/message';
import { isoInstant } from '../formats/iso-instant';
import { DetailReader } from './detail-reader';
import type { Sections } from './sections';
import { connectionSections, refusalSections, restSections, senderFacts, table, text } from './sections';

/** What the inspector shows of an entry that belongs to no protocol: bytes that were no request, a Gap, a note. */
export function explainPlain(entry: EntryBody): Explanation {
  const detail = new DetailReader(entry.detail);
  return { payload: '', encodedPaths: [], sections: [...sectionsOf(entry, detail), ...restSections(detail)] };
}

function sectionsOf({ row }: EntryBody, detail: DetailReader): Sections {
  switch (row.kind) {
    case 'refused':
    case 'error':
      return [...refusalSections(row, detail), ...table('Sender', senderFacts(detail))];
    case 'http':
      return table('Request', senderFacts(detail));
    case 'connection':
      return connectionSections(row, detail, entryCodeMeaning(row));
    case 'gap':
      return [...text('Reason', detail.text('reason')), ...table('Gap', gapFacts(detail))];
    default:
      return [];
  }
}

function gapFacts(detail: DetailReader): readonly (readonly [string, string | null])[] {
  const count = detail.number('count');
  const [from, to] = [detail.number('fromMs'), detail.number('toMs')];
  return [
    ['Entries not kept', count === null ? 'number unknown' : count.toLocaleString('en')],
    ['From', from === null ? null : isoInstant(from)],
    ['To', to === null ? null : isoInstant(to)],
  ];
}
