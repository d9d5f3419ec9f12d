import { closeMeaning } from '../../../contract/close-words';
import type { EntryBody, Row } from '../../../contract/entry';
import { DetailReader } from '../detail-reader';
import {
  connectionSections,
  refusalSections,
  restSections,
  type Sections,
  senderFacts,
  table,
  text,
} from '../sections';
import { dialledSections } from '../session-sections';
import { bufferedSections, streamSections } from '../stream-sections';
import { tokenSections, upgradeSections } from './explain-token';

/** What the inspector says about an entry besides its payload, the most wanted first. */
export function explainSections({ row, detail: raw }: EntryBody): Sections {
  const detail = new DetailReader(raw);
  return [...sectionsOf(row, detail), ...restSections(detail)];
}

function sectionsOf(row: Row, detail: DetailReader): Sections {
  const dialled = isDialled(row) ? sessionSections(row, detail) : [];
  if (dialled.length > 0) return dialled;
  switch (row.kind) {
    case 'publish':
      return [
        ...updateSections(row, detail),
        ...tokenSections(row, detail),
        ...sender(detail),
        ...upgradeSections(detail),
      ];
    case 'deliver':
      return deliverySections(row, detail);
    case 'connection':
      return row.action === 'open'
        ? openSections(row, detail)
        : connectionSections(row, detail, closeMeaning(row.code ?? 0));
    case 'presence':
      return table('Subscription', [
        ['Selector', detail.text('selector')],
        ['Subscriber', detail.text('subscriber')],
        ['Now', row.action === 'join' ? 'active' : 'over'],
      ]);
    case 'refused':
    case 'error':
      return [...refusalSections(row, detail), ...tokenSections(row, detail), ...sender(detail)];
    case 'http':
      return sender(detail);
    case 'ping':
      return text('What it means', 'A comment keeps proxies from ending a silent stream. No page hears it.');
    default:
      return [];
  }
}

function isDialled({ source }: Row): boolean {
  return source !== '';
}

/** What a session saw, which is a subscriber's side of it. */
function sessionSections(row: Row, detail: DetailReader): Sections {
  switch (row.kind) {
    case 'deliver':
    case 'ping':
      return streamSections(row, detail);
    case 'note':
      return bufferedSections(detail);
    case 'gap':
      return dialledSections(row, detail, closeMeaning(0));
    case 'connection':
      return [
        ...table('Subscription', [
          ['Selectors', detail.list('selectors').join(', ')],
          ['Dialect', detail.text('dialect')],
          ['Came back with', detail.text('lastEventId')],
          ['The hub answered', detail.text('cursorAnswered')],
        ]),
        ...dialledSections(row, detail, closeMeaning(0)),
      ];
    default:
      return [];
  }
}

function updateSections(row: Row, detail: DetailReader): Sections {
  // The names themselves stand in the receipt.
  detail.list('channels');
  const isPrivate = detail.flag('isPrivate');
  const denied = detail.number('denied');
  return table('Update', [
    ['Topic', row.channel],
    ['Type', row.event],
    ['Id', detail.text('id')],
    ['Private', isPrivate ? 'yes: for subscribers whose token grants one of its topics' : 'no: for everybody who asks'],
    ['Matched, token has no grant', denied === null || denied === 0 ? null : String(denied)],
  ]);
}

function deliverySections(row: Row, detail: DetailReader): Sections {
  const [replayOf, ageMs] = [detail.number('replayOf'), detail.number('ageMs')];
  return [
    ...table('Delivery', [
      ['Topic', row.channel],
      ['Type', row.event],
      ['Id', detail.text('id')],
    ]),
    ...(replayOf === null || ageMs === null
      ? []
      : table('Replay', [
          ['To', `${row.client}, which came back with the id of an earlier update`],
          ['Published', `${(ageMs / 1_000).toFixed(1)} s before, in entry ${replayOf}`],
        ])),
  ];
}

function openSections(row: Row, detail: DetailReader): Sections {
  detail.text('rights');
  return [
    ...text('Note', detail.text('note')),
    ...table('Subscriber', [
      ['Id', detail.text('socketId')],
      ['Came back with', detail.text('lastEventId')],
    ]),
    ...tokenSections(row, detail),
    ...sender(detail),
    ...upgradeSections(detail),
  ];
}

function sender(detail: DetailReader): Sections {
  return table('Sender', senderFacts(detail));
}
