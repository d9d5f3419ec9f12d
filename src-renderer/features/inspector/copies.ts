import type { Draft } from '../../../src-main/contract/hub';
import { draftOfRow } from '../../format/draft-of-row';
import { isFault, readJson, stringOf } from '../../format/json-nodes';
import type { EntryContent } from './use-entry';
import { isMessage } from './use-receipt';

/** The data of an entry's event exactly as it was sent: what stood in the string, or the text itself. */
export function dataText({ explanation }: EntryContent): string {
  const { payload } = explanation;
  const node = payload === '' ? null : readJson(payload);
  return node !== null && !isFault(node) && node.kind === 'string' ? stringOf(node) : payload;
}

/** The message as a draft, to send it again; null for an entry that is no message. */
export function draftOf(content: EntryContent): Draft | null {
  const { row } = content.body;
  if (!isMessage(row) || row.channel === '' || row.event === '') return null;
  return draftOfRow(row, content.body.detail, dataText(content));
}
