import { isUtf8 } from 'node:buffer';
import type { EntryBody, EntryDetail, Row } from '../../contract/entry';
import { directions, entryActions, entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import type { Database, SqlRow, SqlValue, Statement } from './driver';
import type { NameTexts } from './name-texts';

const columns = `e.seq, e.at_ms, e.kind, e.action, e.direction, e.protocol, e.app, e.channel, e.event, e.connection,
  e.size, e.cause, e.matched, e.excluded, e.code, e.summary, c.socket_id`;
const owner = 'LEFT JOIN connection c ON c.id = e.connection';

/** Reads rows and bodies by seq. */
export class EntryRows {
  private readonly range: Statement;
  private readonly listed: Statement;
  private readonly bodies: Statement;

  constructor(
    db: Database,
    private readonly names: NameTexts,
  ) {
    this.range = db.prepare(`SELECT ${columns} FROM entry e ${owner} WHERE e.seq BETWEEN ? AND ? ORDER BY e.seq`);
    this.listed = db.prepare(
      `SELECT ${columns} FROM json_each(?) j CROSS JOIN entry e ON e.seq = j.value ${owner} ORDER BY j.id`,
    );
    this.bodies = db.prepare(
      `SELECT ${columns}, b.raw, b.detail FROM json_each(?) j CROSS JOIN entry e ON e.seq = j.value ${owner}
         LEFT JOIN body b ON b.seq = e.seq ORDER BY j.id`,
    );
  }

  /** Rows of these seqs, ascending, without those that are gone. */
  rows(seqs: readonly Seq[]): Row[] {
    const first = seqs[0];
    const last = seqs[seqs.length - 1];
    if (first === undefined || last === undefined) {
      return [];
    }
    const isRun = last - first === seqs.length - 1;
    const found = isRun ? this.range.all(first, last) : this.listed.all(JSON.stringify(seqs));
    return found.map((row) => this.row(row));
  }

  body(seq: Seq): EntryBody | null {
    return this.entries([seq])[0] ?? null;
  }

  entries(seqs: readonly Seq[]): EntryBody[] {
    return this.bodies.all(JSON.stringify(seqs)).map((found) => {
      const raw = found.raw instanceof Uint8Array ? found.raw : new Uint8Array(0);
      const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
      return {
        row: this.row(found),
        detail: parseDetail(found.detail),
        rawBase64: bytes.toString('base64'),
        isText: isUtf8(bytes),
      };
    });
  }

  private row(found: SqlRow): Row {
    return {
      seq: Number(found.seq),
      atMs: Number(found.at_ms),
      kind: entryKinds[Number(found.kind)] ?? 'note',
      action: entryActions[Number(found.action)] ?? 'none',
      direction: directions[Number(found.direction)] ?? 'none',
      protocol: this.names.text(found.protocol),
      app: this.names.text(found.app),
      connection: numberOrNull(found.connection),
      client: typeof found.socket_id === 'string' ? found.socket_id : '',
      channel: this.names.text(found.channel),
      event: this.names.text(found.event),
      sizeBytes: Number(found.size),
      cause: numberOrNull(found.cause),
      matched: numberOrNull(found.matched),
      excluded: numberOrNull(found.excluded),
      code: numberOrNull(found.code),
      summary: String(found.summary),
    };
  }
}

function numberOrNull(value: SqlValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}

function parseDetail(value: SqlValue | undefined): EntryDetail | null {
  try {
    return typeof value === 'string' ? (JSON.parse(value) as EntryDetail) : null;
  } catch {
    return null;
  }
}
