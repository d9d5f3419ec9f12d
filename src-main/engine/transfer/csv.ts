import type { EntryBody } from '../../contract/entry';
import { recordFields } from '../../contract/entry-record';
import { recordOf } from './entry-record';
import type { ExportFormat } from './export-format';

const end = '\r\n';

/** RFC 4180: a line of names, then an entry a line; what holds a comma, a quote or a line break is quoted. */
export const csv: ExportFormat = {
  id: 'csv',
  async *write(batches) {
    yield recordFields.join(',') + end;
    for await (const entries of batches) {
      yield entries.map(line).join('');
    }
  },
};

function line(entry: EntryBody): string {
  const record = recordOf(entry);
  return recordFields.map((field) => cell(record[field])).join(',') + end;
}

function cell(value: unknown): string {
  if (value === null) {
    return '';
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
