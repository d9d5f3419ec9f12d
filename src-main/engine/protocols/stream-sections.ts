import type { Row } from '../../contract/entry';
import type { DetailReader } from './detail-reader';
import { durationText, type Fact, type Sections, table, text } from './sections';

/** Sections of what came on an event stream that was dialled: fields of a block, when and with what it arrived. */
export function streamSections(row: Row, detail: DetailReader): Sections {
  const [place, inRead] = [detail.number('place'), detail.number('inRead')];
  const wait = durationText(detail.number('waitMs'));
  const retry = detail.number('retryMs');
  const others = detail.list('others').flatMap((pair): readonly Fact[] => {
    const [name, value] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    return typeof name === 'string' ? [[name === '' ? 'comment' : name, String(value)]] : [];
  });
  return [
    ...text('Note', detail.text('note')),
    ...table('Event', [
      ['Type', row.kind === 'deliver' ? row.event : null],
      ['Id', detail.text('id')],
      ['Last id', detail.text('lastEventId')],
      ['Retry', retry === null ? null : `${retry} ms`],
    ]),
    ...table('Other fields', others),
    ...table('Arrival', [
      ['Read', detail.text('read')],
      ['Of the events in this read', inRead === null || inRead < 2 ? null : `${place} of ${inRead}`],
      ['After the read before', wait],
    ]),
    ...text('What it means', meanings[row.kind === 'ping' ? row.action : ''] ?? ''),
  ];
}

/** A read that held several events after a silence. */
export function bufferedSections(detail: DetailReader): Sections {
  return [
    ...text('What was seen', detail.text('reason')),
    ...text('Likely cause', detail.text('hint')),
    ...table('Arrival', [
      ['Events in one read', detail.text('events')],
      ['After the read before', durationText(detail.number('waitMs'))],
      ['Read', detail.text('read')],
    ]),
  ];
}

const meanings: Readonly<Record<string, string>> = {
  heartbeat: 'A comment keeps proxies from ending a silent stream. No page hears it.',
  chatter: 'A block without data: no page hears it, but its id and retry count.',
};
