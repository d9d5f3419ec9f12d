import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ConnectionId, Seq } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import type { Database } from './driver';
import { openDatabase, storeErrorKind } from './driver';
import { NewerFileError, readNumber } from './file-schema';
import { prepareSchema } from './schema';
import { setAside } from './set-aside';
import type { StoreOpened } from './store';
import { endOpenTies } from './ties';
import { inTransaction } from './transaction';
import type { ToWriter } from './worker-messages';

/** More than a write-ahead log that was not read can hold. */
const seqsLeftFree = 10_000_000;
const what = 'The capture';

export type OpenOptions = Pick<Extract<ToWriter, { type: 'open' }>, 'path' | 'nowMs' | 'setAsideAfter' | 'isSameRun'>;

export interface OpenedCapture {
  readonly db: Database;
  readonly opened: StoreOpened;
  /** Not null if the disk was full: what still has to be written before anything else is. */
  readonly finish: (() => void) | null;
}

/**
 * Opens the capture for writing. A file that cannot be used is set aside under another name, and a fresh one takes its
 * place; numbering then goes on after `setAsideAfter` if that is known. Throws what SQLite and the file system throw.
 */
export function openCapture(options: OpenOptions): OpenedCapture {
  const { path, nowMs, setAsideAfter } = options;
  mkdirSync(dirname(path), { recursive: true });
  const problems: Problem[] = [];
  if (setAsideAfter !== null) {
    problems.push(setAside(path, nowMs, 'damaged', what));
  }
  try {
    return openRun(options, problems);
  } catch (error) {
    const isNewer = error instanceof NewerFileError;
    if (storeErrorKind(error) !== 'damaged' && !isNewer) {
      throw error;
    }
    const lastSeq = Math.max(setAsideAfter ?? 0, salvageLastSeq(path));
    problems.push(setAside(path, nowMs, isNewer ? 'newer' : 'damaged', what));
    return openRun({ ...options, setAsideAfter: lastSeq }, problems);
  }
}

/**
 * Numbers for a run whose capture cannot be opened yet, say because the disk is full: far enough above what its file
 * shows that they are free when it opens later. 0 if there is no file, or nothing of it can be read.
 */
export function numbersWithoutCapture(path: string): { readonly lastSeq: Seq; readonly lastConnection: ConnectionId } {
  const lastSeq = existsSync(path) ? salvageLastSeq(path, { isImmutable: true }) : 0;
  return lastSeq === 0
    ? { lastSeq: 0, lastConnection: 0 }
    : { lastSeq: lastSeq + seqsLeftFree, lastConnection: Math.min(lastSeq, 2 ** 31) + seqsLeftFree };
}

/** Where numbering had got to, if that much can be read: seqs are not to be used twice. */
function salvageLastSeq(path: string, options: { readonly isImmutable?: boolean } = {}): Seq {
  let db: Database | null = null;
  let lastSeq = 0;
  try {
    db = openDatabase(path, { readOnly: true, ...options });
    lastSeq = readMeta(db, 'lastSeq');
    lastSeq = Math.max(lastSeq, readNumber(db, 'SELECT max(seq) FROM entry'));
  } catch {
    // What could be read up to here has to do.
  }
  db?.close();
  return lastSeq;
}

/** The engine ended in order: nothing is missing when the capture is opened again. */
export function markClean(db: Database): void {
  writeMeta(db, 'isClean', 1);
}

function openRun(options: OpenOptions, problems: readonly Problem[]): OpenedCapture {
  const db = openDatabase(options.path, { readOnly: false });
  try {
    prepareSchema(db);
    probe(db);
    const opened = readOpened(db, options.setAsideAfter ?? 0, problems);
    const start = () => startRun(db, opened, options.isSameRun);
    try {
      start();
      return { db, opened, finish: null };
    } catch (error) {
      if (storeErrorKind(error) !== 'full') {
        throw error;
      }
      return { db, opened, finish: start };
    }
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Touches each table at both ends: enough to meet most damage at once rather than in the middle of the work. */
function probe(db: Database): void {
  for (const table of ['entry', 'body', 'name', 'connection', 'hole']) {
    db.prepare(`SELECT * FROM ${table} ORDER BY rowid LIMIT 3`).all();
    db.prepare(`SELECT * FROM ${table} ORDER BY rowid DESC LIMIT 3`).all();
  }
  db.prepare('SELECT * FROM subscription LIMIT 3').all();
  db.prepare('SELECT count(*) FROM subscription WHERE to_seq IS NULL').get();
}

function readOpened(db: Database, numberAfter: Seq, problems: readonly Problem[]): StoreOpened {
  const lastEntry = db.prepare('SELECT seq, at_us FROM entry ORDER BY seq DESC LIMIT 1').get();
  return {
    lastSeq: Math.max(Number(lastEntry?.seq ?? 0), readMeta(db, 'lastSeq'), numberAfter),
    lastConnection: Math.max(
      readNumber(db, 'SELECT max(id) FROM connection'),
      readNumber(db, 'SELECT max(connection) FROM (SELECT connection FROM entry ORDER BY seq DESC LIMIT 10000)'),
      readMeta(db, 'lastConnection'),
    ),
    crashed: readMeta(db, 'isClean', 1) === 0,
    lastAtMs: Number(lastEntry?.at_us ?? 0) / 1_000,
    problems,
  };
}

function startRun(db: Database, opened: StoreOpened, isSameRun: boolean): void {
  inTransaction(db, () => {
    if (!isSameRun) {
      endOpenTies(db, opened.lastSeq);
    }
    writeMeta(db, 'isClean', 0);
    writeMeta(db, 'lastSeq', opened.lastSeq);
    writeMeta(db, 'lastConnection', opened.lastConnection);
  });
}

function readMeta(db: Database, key: string, otherwise = 0): number {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.value;
  return typeof value === 'number' ? value : otherwise;
}

function writeMeta(db: Database, key: string, value: number): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
}
