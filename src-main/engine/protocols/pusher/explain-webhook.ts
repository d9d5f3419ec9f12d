import type { Row } from '../../../contract/entry';
import type { DetailReader } from '../detail-reader';
import type { Sections } from '../sections';
import { codeText, table, text } from '../sections';

/** Of a webhook that was sent, and of what came of it; null for any other entry. */
export function webhookSections(row: Row, detail: DetailReader): Sections | null {
  const url = detail.text('webhook');
  if (url === '') {
    return null;
  }
  const attempt = detail.number('attempt');
  const ms = detail.number('ms');
  const resendOf = detail.number('resendOf');
  detail.text('method');
  return [
    ...text('What went wrong', detail.text('reason')),
    ...text('What to do', detail.text('hint')),
    ...table('Webhook', [
      [row.direction === 'up' ? 'To' : 'From', url],
      ['Tells', row.direction === 'up' ? row.event : null],
      ['Status', row.code === null ? null : codeText(row)],
      ['Took', ms === null ? null : `${ms} ms`],
      ['Attempt', attempt === null || attempt === 1 ? null : String(attempt)],
      ['Sent again', resendOf === null ? null : `as entry ${resendOf} was`],
    ]),
    ...text('What happens next', detail.text('next')),
    ...text('Note', detail.text('note')),
  ];
}
