import { isUtf8 } from 'node:buffer';
import { agentWords } from '../../contract/agent-words';
import type { EntryBody, EntryDetail, Row } from '../../contract/entry';
import { directions, entryActions, entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import type { Database, SqlValue, Statement } from './driver';
import type { NameTexts } from './name-texts';

/**
 * A row as one JSON text: handing two hundred rows over as objects takes three times as long. The order is that of
 * `StoredRow`.
 */
const rowJson = `json_array(e.seq, e.at_us, e.kind, e.action, e.direction, e.protocol, e.app, e.channel, e.event,
  e.connection, e.size, e.cause, e.matched, e.excluded, e.code, e.summary, c.socket_id, e.source,
  CASE WHEN c.load = 1 AND c.opened_seq = e.seq THEN c.origin END,
  CASE WHEN c.load = 1 AND c.opened_seq = e.seq THEN c.user_agent END)`;
const owner = 'LEFT JOIN connection c ON c.id = e.connection';

type StoredRow = readonly [
  seq: Seq,
  atUs: number,
  kind: number,
  action: number,
  direction: number,
  protocol: number,
  app: number,
  channel: number,
  event: number,
  connection: number | null,
  sizeBytes: number,
  cause: number | null,
  matched: number | null,
  excluded: number | null,
  code: number | null,
  summary: string,
  socketId: string | null,
  source: number,
  origin: string | null,
  userAgent: string | null,
];

/** Reads rows and bodies by seq. */
export class EntryRows {
  private readonly range: Statement;
  private readonly listed: Statement;
  private readonly bodies: Statement;
  private readonly time: Statement;

  constructor(
    db: Database,
    private readonly names: NameTexts,
  ) {
    // Both run through their seqs in ascending order, which is the order of what they gather.
    this.range = db.prepare(
      `SELECT json_group_array(${rowJson}) AS rows FROM entry e ${owner} WHERE e.seq BETWEEN ? AND ?`,
    );
    this.listed = db.prepare(
      `SELECT json_group_array(${rowJson}) AS rows FROM json_each(?) j CROSS JOIN entry e ON e.seq = j.value ${owner}`,
    );
    this.time = db.prepare('SELECT at_us FROM entry WHERE seq = ?');
    this.bodies = db.prepare(
      `SELECT ${rowJson} AS row, b.raw, b.detail FROM json_each(?) j CROSS JOIN entry e ON e.seq = j.value ${owner}
         LEFT JOIN body b ON b.seq = e.seq`,
    );
  }

  /** Rows of these ascending seqs, without those that are gone. */
  rows(seqs: readonly Seq[]): Row[] {
    const first = seqs[0];
    const last = seqs[seqs.length - 1];
    if (first === undefined || last === undefined) {
      return [];
    }
    const isRun = last - first === seqs.length - 1;
    const found = isRun ? this.range.get(first, last) : this.listed.get(JSON.stringify(seqs));
    return (JSON.parse(String(found?.rows ?? '[]')) as StoredRow[]).map((row) => this.row(row));
  }

  /** When an entry was recorded; null if it is gone. */
  atMs(seq: Seq): number | null {
    const atUs = this.time.get(seq)?.at_us;
    return typeof atUs === 'number' ? atUs / 1_000 : null;
  }

  body(seq: Seq): EntryBody | null {
    return this.entries([seq])[0] ?? null;
  }

  entries(seqs: readonly Seq[]): EntryBody[] {
    return this.bodies.all(JSON.stringify(seqs)).map((found) => {
      const raw = found.raw instanceof Uint8Array ? found.raw : new Uint8Array(0);
      const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
      return {
        row: this.row(JSON.parse(String(found.row)) as StoredRow),
        detail: parseDetail(found.detail),
        rawBase64: bytes.toString('base64'),
        isText: isUtf8(bytes),
      };
    });
  }

  private row(stored: StoredRow): Row {
    const { names } = this;
    const [origin, userAgent] = [stored[18], stored[19]];
    return {
      seq: stored[0],
      atMs: stored[1] / 1_000,
      kind: entryKinds[stored[2]] ?? 'note',
      action: entryActions[stored[3]] ?? 'none',
      direction: directions[stored[4]] ?? 'none',
      protocol: names.text(stored[5]),
      source: names.text(stored[17]),
      app: names.text(stored[6]),
      connection: stored[9],
      client: stored[16] ?? '',
      channel: names.text(stored[7]),
      event: names.text(stored[8]),
      sizeBytes: stored[10],
      cause: stored[11],
      matched: stored[12],
      excluded: stored[13],
      code: stored[14],
      summary: stored[15],
      ...(origin === null || userAgent === null ? {} : { load: { origin, agent: agentWords(userAgent) } }),
    };
  }
}

function parseDetail(value: SqlValue | undefined): EntryDetail | null {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as EntryDetail) : null;
  } catch {
    return null;
  }
}
