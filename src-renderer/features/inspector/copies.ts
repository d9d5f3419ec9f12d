import type { Draft } from '../../../src-main/contract/hub';
import { isFault, readJson, stringOf } from '../../format/json-nodes';
import type { EntryContent } from './use-entry';
import { hasReceipt } from './use-receipt';

/** The data of an entry's event exactly as it was sent: what stood in the string, or the text itself. */
export function dataText({ explanation }: EntryContent): string {
  const { payload } = explanation;
  const node = payload === '' ? null : readJson(payload);
  return node !== null && !isFault(node) && node.kind === 'string' ? stringOf(node) : payload;
}

/** The message as a draft, to send it again; null for an entry that is no message. */
export function draftOf(content: EntryContent): Draft | null {
  const { row } = content.body;
  const [channel = ''] = row.channel.split(', ');
  if (!hasReceipt(row) || channel === '' || row.event === '') return null;
  const isOfClient = row.kind === 'client' || row.action === 'client';
  const asSocketId = isOfClient ? row.client : '';
  return { app: row.app, channel, event: row.event, data: dataText(content), excludeSocketId: '', asSocketId };
}
