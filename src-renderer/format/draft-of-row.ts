import type { EntryDetail, Row } from '../../src-main/contract/entry';
import type { Draft } from '../../src-main/contract/hub';

/** The message of an entry, to be sent again. Not its id: a second one with the same would be taken for the first. */
export function draftOfRow(row: Row, detail: EntryDetail | null, data: string): Draft {
  const { channels, isPrivate } = detail ?? {};
  const names = Array.isArray(channels) ? channels.filter((one): one is string => typeof one === 'string') : [];
  const [channel = '', ...others] = names.length > 0 ? names : row.channel.split(', ');
  const isOfClient = row.kind === 'client' || (row.kind === 'refused' && row.action === 'client');
  return {
    protocol: row.protocol,
    app: row.app,
    channel,
    event: row.event,
    data,
    excludeSocketId: '',
    asSocketId: isOfClient ? row.client : '',
    alternates: others,
    isPrivate: isPrivate === true,
    id: '',
    retry: '',
  };
}
