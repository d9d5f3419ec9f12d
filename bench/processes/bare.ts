/** The bare operations that the store is measured beside: the driver alone, in one thread, with nobody else at the file. */
import { captureFile } from '../../src-main/engine/store/capture-file';
import { type Database, openDatabase } from '../../src-main/engine/store/driver';
import { RowInserter } from '../../src-main/engine/store/row-inserter';
import { prepareReading, prepareSchema } from '../../src-main/engine/store/schema';
import { entriesOf, type Shape } from '../harness/entries';
import { serveCommands } from '../harness/serve-commands';

const perTransaction = 8_192;

let db: Database | null = null;

function reading(dataDir: string): Database {
  if (db === null) {
    db = openDatabase(`${dataDir}/${captureFile}`, { readOnly: true });
    prepareReading(db);
  }
  return db;
}

function timed(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

serveCommands({
  /** Rows a second into the same two tables, with nothing worked out and nothing deleted. */
  insert({ dataDir, shape, forMs }: { dataDir: string; shape: Shape; forMs: number }) {
    const file = openDatabase(`${dataDir}/bare.sqlite`, { readOnly: false });
    prepareSchema(file);
    const entries = new RowInserter(file, 'entry', 17);
    const bodies = new RowInserter(file, 'body (seq, raw, search, detail)', 4);
    const raws = entriesOf(shape).map(({ body }) => body as Buffer);
    let seq = 0;
    const startMs = performance.now();
    while (performance.now() - startMs < forMs) {
      file.exec('BEGIN IMMEDIATE');
      for (let index = 0; index < perTransaction; index += 1) {
        const raw = raws[seq % raws.length] as Buffer;
        seq += 1;
        entries.values.push(
          seq,
          seq,
          1,
          0,
          2,
          1,
          2,
          3,
          4,
          null,
          raw.length,
          1,
          3,
          null,
          null,
          'id 7, status "shipped"',
          0,
        );
        entries.added();
        bodies.values.push(seq, raw, null, null);
        bodies.added();
      }
      entries.flush();
      bodies.flush();
      file.exec('COMMIT');
    }
    const perSecond = (seq / (performance.now() - startMs)) * 1000;
    file.close();
    return { perSecond };
  },
  /** Times of the SELECT behind a window. */
  select({ dataDir, count }: { dataDir: string; count: number }) {
    const file = reading(dataDir);
    const ends = file.prepare('SELECT min(seq) AS first, max(seq) AS last FROM entry').get();
    const [first, last] = [Number(ends?.first), Number(ends?.last)];
    const statement = file.prepare('SELECT * FROM entry WHERE seq BETWEEN ? AND ?');
    const times: number[] = [];
    for (let index = 0; index < count; index += 1) {
      const from = index % 2 === 0 ? last - 200 : first + Math.floor((last - first) / 2) + index;
      times.push(timed(() => statement.all(from, from + 199)));
    }
    return { times };
  },
  /** A scan of all bodies for a text. */
  scan({ dataDir, text }: { dataDir: string; text: string }) {
    const file = reading(dataDir);
    const statement = file.prepare('SELECT count(*) AS hits FROM body WHERE CAST(ifnull(search, raw) AS TEXT) LIKE ?');
    let hits = 0;
    const ms = timed(() => {
      hits = Number(statement.get(`%${text}%`)?.hits);
    });
    return { ms, hits };
  },
  /** Opens the file and reads its last rows, as somebody would who knows what to ask. */
  tail({ dataDir }: { dataDir: string }) {
    return { ms: timed(() => reading(dataDir).prepare('SELECT * FROM entry ORDER BY seq DESC LIMIT 200').all()) };
  },
  /** The subscriptions of some channels with their connections. */
  subscriptions({ dataDir, channels, count }: { dataDir: string; channels: readonly string[]; count: number }) {
    const statement = reading(dataDir).prepare(
      `SELECT s.*, c.* FROM subscription s JOIN connection c ON c.id = s.connection
       WHERE s.app = (SELECT id FROM name WHERE text = ?) AND s.channel = (SELECT id FROM name WHERE text = ?)`,
    );
    return {
      times: Array.from({ length: count }, () => timed(() => channels.map((name) => statement.all('12345', name)))),
    };
  },
});
