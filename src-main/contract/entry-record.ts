import type { EntryBody, EntryDetail } from './entry';

/** An entry as it is written outside: flat, with the same names in every format. null is what there is not. */
export interface EntryRecord {
  readonly seq: number;
  /** 2026-01-31T12:03:04.567Z */
  readonly at: string;
  readonly kind: string;
  /** What it says in particular: subscribe, unsubscribe, open, close, … */
  readonly action: string | null;
  readonly direction: string | null;
  readonly protocol: string | null;
  /** Id of the profile whose session saw it; null for the hub. */
  readonly source: string | null;
  readonly app: string | null;
  readonly channel: string | null;
  readonly event: string | null;
  /** Socket id. */
  readonly client: string | null;
  readonly connection: number | null;
  readonly sizeBytes: number;
  /** seq of the entry it follows from. */
  readonly cause: number | null;
  readonly matched: number | null;
  readonly excluded: number | null;
  readonly code: number | null;
  readonly summary: string;
  /** The bytes as text, where they are text. */
  readonly body: string | null;
  /** The bytes, where they are not. */
  readonly bodyBase64: string | null;
  readonly detail: EntryDetail | null;
}

/** In the order of columns. */
export const recordFields = [
  'seq',
  'at',
  'kind',
  'action',
  'direction',
  'protocol',
  'source',
  'app',
  'channel',
  'event',
  'client',
  'connection',
  'sizeBytes',
  'cause',
  'matched',
  'excluded',
  'code',
  'summary',
  'body',
  'bodyBase64',
  'detail',
] as const satisfies readonly (keyof EntryRecord)[];

/** `textOf` reads base64 as UTF-8. */
export function entryRecord(
  { row, detail, rawBase64, isText }: EntryBody,
  textOf: (base64: string) => string,
): EntryRecord {
  const hasBody = rawBase64 !== '';
  return {
    seq: row.seq,
    at: new Date(row.atMs).toISOString(),
    kind: row.kind,
    action: row.action === 'none' ? null : row.action,
    direction: row.direction === 'none' ? null : row.direction,
    protocol: row.protocol || null,
    source: row.source || null,
    app: row.app || null,
    channel: row.channel || null,
    event: row.event || null,
    client: row.client || null,
    connection: row.connection,
    sizeBytes: row.sizeBytes,
    cause: row.cause,
    matched: row.matched,
    excluded: row.excluded,
    code: row.code,
    summary: row.summary,
    body: hasBody && isText ? textOf(rawBase64) : null,
    bodyBase64: hasBody && !isText ? rawBase64 : null,
    detail,
  };
}
