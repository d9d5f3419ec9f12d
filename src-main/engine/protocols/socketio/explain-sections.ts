import { closeMeaning } from '../../../contract/close-words';
import type { EntryBody, Row } from '../../../contract/entry';
import { DetailReader } from '../detail-reader';
import {
  connectionSections,
  refusalSections,
  restSections,
  type Sections,
  senderFacts,
  sourceFacts,
  table,
  text,
} from '../sections';
import { dialledSections } from '../session-sections';

/** What the inspector says about an entry besides its payload, the most wanted first. */
export function explainSections({ row, detail: raw }: EntryBody): Sections {
  const detail = new DetailReader(raw);
  return [...sectionsOf(row, detail), ...restSections(detail)];
}

function sectionsOf(row: Row, detail: DetailReader): Sections {
  // What a session saw has no sender: we or the server are.
  if (row.source !== '') return sessionSections(row, detail);
  switch (row.kind) {
    case 'publish':
    case 'deliver':
    case 'client':
      return [
        ...table('Message', [
          ['Channel', row.channel],
          ['Event', row.event],
          ['Namespace', detail.text('namespace')],
          ['Binary parts', detail.text('attachments')],
          ['Sent by', detail.text('sentBy')],
          ['Socket left out', detail.text('socketId')],
        ]),
        ...table('Sender', [...sourceFacts(detail), ...senderFacts(detail)]),
      ];
    case 'connection':
      return row.action === 'open'
        ? [
            ...table('Connection', [
              ['Called', detail.text('socketId')],
              ['Engine.IO protocol', detail.text('engine')],
              ['Transport', detail.text('transport')],
            ]),
            ...table('Sender', senderFacts(detail)),
          ]
        : connectionSections(row, detail, closeMeaning(row.code ?? 0));
    case 'refused':
    case 'error':
      return [...refusalSections(row, detail), ...table('Sender', senderFacts(detail))];
    case 'presence':
      return table('Member', [
        ['User', detail.text('user')],
        ['Channel', row.channel],
      ]);
    case 'ping':
      return text('Note', detail.text('note'));
    default:
      return [];
  }
}

function sessionSections(row: Row, detail: DetailReader): Sections {
  switch (row.kind) {
    case 'connection':
      return [
        ...table('Connection', [
          ['Called', detail.text('socketId')],
          ['Engine.IO protocol', detail.text('engine')],
          ['Transport', detail.text('transport')],
        ]),
        ...dialledSections(row, detail, closeMeaning(row.code ?? 0)),
      ];
    case 'gap':
      return dialledSections(row, detail, closeMeaning(0));
    case 'refused':
    case 'note':
      return refusalSections(row, detail);
    default:
      return [
        ...text('Note', detail.text('note')),
        ...table('Message', [
          ['Channel', row.channel],
          ['Event', row.event],
        ]),
      ];
  }
}
