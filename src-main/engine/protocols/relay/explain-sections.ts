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

/** What the inspector says about an entry besides its message, the most wanted first. */
export function explainSections({ row, detail: raw }: EntryBody): Sections {
  const detail = new DetailReader(raw);
  return [...sectionsOf(row, detail), ...restSections(detail)];
}

function sectionsOf(row: Row, detail: DetailReader): Sections {
  switch (row.kind) {
    case 'publish':
    case 'client':
    case 'deliver':
      return messageSections(row, detail);
    case 'connection':
      return row.action === 'open'
        ? [
            ...text('Note', detail.text('note')),
            ...table('Connection', [
              ['Path', detail.text('path')],
              ['Subprotocol', detail.text('subprotocol')],
              ['Called', detail.text('socketId')],
            ]),
            ...table('Sender', senderFacts(detail)),
          ]
        : connectionSections(row, detail, closeMeaning(row.code ?? 0));
    case 'refused':
    case 'error':
      return [...refusalSections(row, detail), ...table('Sender', senderFacts(detail))];
    case 'ping':
      return text('What it means', 'A ping of the WebSocket itself, which browsers answer without telling the page.');
    default:
      return [];
  }
}

const modeWords: { readonly [mode: string]: string } = {
  others: 'everybody else in the room',
  all: 'everybody in the room, the sender too',
  echo: 'the sender alone',
  nobody: 'nobody: the relay is set so',
};

function messageSections(row: Row, detail: DetailReader): Sections {
  const mode = detail.text('mode');
  return table('Message', [
    ['Path', row.channel],
    ['Kind', detail.flag('isBinary') ? 'binary' : 'text'],
    ['For', modeWords[mode] ?? mode],
    ...sourceFacts(detail),
    ['Sent by', detail.text('sentBy')],
    ['Reply of the settings', detail.number('reply') === null ? null : `number ${detail.number('reply')}`],
    ['Left out', detail.text('socketId')],
  ]);
}
