import { closeMeaning } from '../../../contract/close-words';
import type { EntryBody, Row } from '../../../contract/entry';
import { DetailReader } from '../detail-reader';
import { connectionSections, refusalSections, restSections, type Sections, senderFacts, table } from '../sections';

/** What the inspector says about an entry besides its payload, the most wanted first. */
export function explainSections({ row, detail: raw }: EntryBody, _text: string): Sections {
  const detail = new DetailReader(raw);
  return [...sectionsOf(row, detail), ...restSections(detail)];
}

function sectionsOf(row: Row, detail: DetailReader): Sections {
  switch (row.kind) {
    case 'publish':
      return [
        ...table('Update', [
          ['Topic', row.channel],
          ['Type', row.event],
          ['Id', detail.text('id')],
          ['Private', detail.flag('isPrivate') ? 'yes: for subscribers whose token grants it' : 'no'],
        ]),
        ...table('Sender', senderFacts(detail)),
      ];
    case 'connection':
      return row.action === 'open'
        ? table('Subscriber', [['Id', detail.text('socketId')], ...senderFacts(detail)])
        : connectionSections(row, detail, closeMeaning(row.code ?? 0));
    case 'refused':
    case 'error':
      return [...refusalSections(row, detail), ...table('Sender', senderFacts(detail))];
    default:
      return [];
  }
}
