import type { CodeMeaning } from '../../contract/codes/code-meaning';
import type { Row } from '../../contract/entry';
import { parseJson } from '../../contract/json-text';
import { isoInstant } from '../formats/iso-instant';
import type { DetailReader } from './detail-reader';
import { bytesText, durationText, type Fact, type Sections, table, text } from './sections';

/** Sections of entries that every client records alike: where it connected, how that ended, what was missed. */
export function dialledSections(row: Row, detail: DetailReader, meaning: CodeMeaning): Sections {
  switch (row.kind) {
    case 'connection':
      return row.action === 'close' ? closeSections(row, detail, meaning) : openSections(detail);
    case 'gap':
      return [...text('Reason', detail.text('reason')), ...table('Gap', gapFacts(detail))];
    default:
      return [];
  }
}

function openSections(detail: DetailReader): Sections {
  const headers = parseJson(detail.text('answerHeaders'));
  const isTable = typeof headers === 'object' && headers !== null;
  return [
    ...text('Note', detail.text('note')),
    ...table('Connected to', [
      ['Address', detail.text('address')],
      ['Subprotocol', detail.text('subprotocol')],
      ['Extensions', detail.text('extensions')],
      ['Read as', detail.text('readAs')],
      ['Because', detail.text('because')],
      ['Answered with', detail.text('status')],
      ['Until the answer', durationText(detail.number('tookMs'))],
    ]),
    ...table(
      'Headers of the answer',
      isTable ? Object.entries(headers).map(([name, value]) => [name, String(value)]) : [],
    ),
  ];
}

function closeSections(row: Row, detail: DetailReader, meaning: CodeMeaning): Sections {
  const code = row.code === null ? '' : String(row.code);
  const reason = detail.text('reason');
  const [up, down] = [detail.number('wireUpBytes'), detail.number('wireDownBytes')];
  return [
    ...table('Close', [
      ['Code', [code, meaning.words].filter((part) => part !== '').join(': ')],
      ['Reason', reason === meaning.words ? null : reason],
      ['Closed by', row.direction === 'up' ? 'Hubbub' : row.code === 1006 ? 'nobody: it was lost' : 'the server'],
      ['Open for', durationText(detail.number('livedMs'))],
      ['On the wire, sent', bytesText(up)],
      ['On the wire, received', bytesText(down)],
      ['Messages received, bytes', bytesText(detail.number('payloadDownBytes'))],
    ]),
    ...text('Likely cause', meaning.cause),
    ...text('What happens next', meaning.next),
  ];
}

function gapFacts(detail: DetailReader): readonly Fact[] {
  const [from, to] = [detail.number('fromMs'), detail.number('toMs')];
  detail.number('count');
  return [
    ['From', from === null ? null : isoInstant(from)],
    ['To', to === null ? null : isoInstant(to)],
    ['For', from === null || to === null ? null : durationText(to - from)],
  ];
}
