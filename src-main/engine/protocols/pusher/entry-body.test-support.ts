import type { EntryBody, EntryDetail, EntryKind, Row } from '../../../contract/entry';
import type { RecordedEntry } from '../../hub/memory-recorder.test-support';

const emptyRow: Row = {
  seq: 1,
  atMs: 0,
  kind: 'note',
  action: 'none',
  direction: 'none',
  source: '',
  protocol: 'pusher',
  app: '12345',
  connection: null,
  client: '',
  channel: '',
  event: '',
  sizeBytes: 0,
  cause: null,
  matched: null,
  excluded: null,
  code: null,
  summary: '',
};

/** An entry with a body of this text. */
export function entryBody(
  kind: EntryKind,
  text: string,
  more: Partial<Row> = {},
  detail: EntryDetail | null = null,
): EntryBody {
  const raw = Buffer.from(text);
  return {
    row: { ...emptyRow, kind, sizeBytes: raw.length, ...more },
    detail,
    rawBase64: raw.toString('base64'),
    isText: true,
  };
}

/** A recorded entry as the store would give it back; `client` is the socket id of its connection. */
export function stored(entry: RecordedEntry | undefined, client = ''): EntryBody {
  if (entry === undefined) {
    throw new Error('There is no such entry.');
  }
  const { kind, text, detail = null, body: _body, ...row } = entry;
  return entryBody(kind, text, { client, ...row } as Partial<Row>, detail);
}
