import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Seq } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import { openDatabase, storeErrorKind } from './driver';
import type { Database } from './driver';
import { prepareSchema, readNumber } from './schema';
import type { StoreOpened } from './store';
import { endOpenTies } from './ties';

export interface OpenedCapture {
  readonly db: Database;
  readonly opened: StoreOpened;
}

/**
 * Opens the capture for writing. A file that cannot be used is set aside under another name, and a fresh one takes its
 * place; numbering then goes on after `setAsideAfter` if that is known. Throws what the file system throws.
 */
export function openCapture(path: string, nowMs: number, setAsideAfter: Seq | null): OpenedCapture {
  mkdirSync(dirname(path), { recursive: true });
  const problems: Problem[] = [];
  if (setAsideAfter !== null) {
    problems.push(setAside(path, nowMs, 'damaged'));
  }
  let db: Database | null = null;
  try {
    db = openPrepared(path);
    return { db, opened: startRun(db, setAsideAfter ?? 0, problems) };
  } catch (error) {
    db?.close();
    const isNewer = error instanceof Error && error.message.startsWith('written by a newer');
    if (storeErrorKind(error) !== 'damaged' && !isNewer) {
      throw error;
    }
    problems.push(setAside(path, nowMs, isNewer ? 'newer' : 'damaged'));
  }
  db = openPrepared(path);
  return { db, opened: startRun(db, setAsideAfter ?? 0, problems) };
}

/** The engine ended in order: nothing is missing when the capture is opened again. */
export function markClean(db: Database): void {
  writeMeta(db, 'isClean', 1);
}

function openPrepared(path: string): Database {
  const db = openDatabase(path, { readOnly: false });
  try {
    prepareSchema(db);
    probe(db);
    return db;
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

function startRun(db: Database, numberAfter: Seq, problems: readonly Problem[]): StoreOpened {
  const lastEntry = db.prepare('SELECT seq, at_ms FROM entry ORDER BY seq DESC LIMIT 1').get();
  const storedSeq = Math.max(Number(lastEntry?.seq ?? 0), readMeta(db, 'lastSeq'));
  const crashed = readMeta(db, 'isClean', 1) === 0;
  const lastConnection = Math.max(
    readNumber(db, 'SELECT max(id) FROM connection'),
    readNumber(db, 'SELECT max(connection) FROM (SELECT connection FROM entry ORDER BY seq DESC LIMIT 10000)'),
    readMeta(db, 'lastConnection'),
  );
  db.exec('BEGIN IMMEDIATE');
  endOpenTies(db, storedSeq);
  writeMeta(db, 'isClean', 0);
  writeMeta(db, 'lastSeq', Math.max(storedSeq, numberAfter));
  writeMeta(db, 'lastConnection', lastConnection);
  db.exec('COMMIT');
  return {
    lastSeq: Math.max(storedSeq, numberAfter),
    lastConnection,
    crashed,
    lastAtMs: Number(lastEntry?.at_ms ?? 0),
    problems,
  };
}

function setAside(path: string, nowMs: number, why: 'damaged' | 'newer'): Problem {
  const stamp = new Date(nowMs).toISOString().replace(/[:.]/g, '-');
  const aside = path.replace(/\.sqlite$/, `-${why}-${stamp}.sqlite`);
  for (const end of ['', '-wal', '-shm']) {
    if (existsSync(path + end)) {
      renameSync(path + end, aside + end);
    }
  }
  const cause = why === 'damaged' ? 'could not be read' : 'was written by a newer version';
  return {
    code: 'store-damaged',
    message: `The capture ${cause}; it was set aside and a new one was started.`,
    hint: `The old file is ${basename(aside)} in ${dirname(aside)}. Delete it if you do not need it.`,
  };
}

function readMeta(db: Database, key: string, otherwise = 0): number {
  const value = db.prepare('SELECT value FROM meta WHERE key = ?').get(key)?.value;
  return typeof value === 'number' ? value : otherwise;
}

function writeMeta(db: Database, key: string, value: number): void {
  db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(key, value);
}
