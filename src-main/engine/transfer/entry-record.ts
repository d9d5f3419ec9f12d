import type { EntryBody } from '../../contract/entry';
import type { EntryRecord } from '../../contract/entry-record';
import { entryRecord } from '../../contract/entry-record';

export function recordOf(entry: EntryBody): EntryRecord {
  return entryRecord(entry, (base64) => Buffer.from(base64, 'base64').toString('utf8'));
}
