import { pathToFileURL } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';

/** What SQLite takes and gives. */
export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = { readonly [column: string]: SqlValue };

export interface Statement {
  run(...values: SqlValue[]): { readonly changes: number };
  get(...values: SqlValue[]): SqlRow | undefined;
  all(...values: SqlValue[]): SqlRow[];
}

/** The only way to SQLite; all errors are thrown. Method calls are synchronous, so they belong in a worker. */
export interface Database {
  readonly path: string;
  exec(sql: string): void;
  prepare(sql: string): Statement;
  /** A function for SQL; the same values have to give the same answer. */
  define(name: string, answer: (...values: SqlValue[]) => SqlValue): void;
  close(): void;
}

export interface OpenDatabaseOptions {
  readonly readOnly: boolean;
  /** Looks at the main file only, without its log and without making any file beside it. */
  readonly isImmutable?: boolean;
}

/**
 * Every open connection. A connection that nothing refers to is collected and closes under its statements, although
 * they are in use, so it is held here for life.
 */
const openConnections = new Set<object>();

/** The one place that knows the driver (the API of node:sqlite). */
export function openDatabase(path: string, options: OpenDatabaseOptions): Database {
  const name = options.isImmutable === true ? `${pathToFileURL(path).href}?immutable=1` : path;
  const connection = new DatabaseSync(name, { readOnly: options.readOnly, timeout: 2_000 });
  openConnections.add(connection);
  return {
    path,
    exec: (sql) => connection.exec(sql),
    prepare: (sql) => connection.prepare(sql) as Statement,
    define: (name, answer) => connection.function(name, { deterministic: true, varargs: true }, answer),
    close() {
      openConnections.delete(connection);
      if (connection.isOpen) {
        connection.close();
      }
    },
  };
}

/** What went wrong with the file, as far as it decides what to do next. */
export type StoreErrorKind = 'full' | 'damaged' | 'io' | 'other';

const damagedCodes = new Set([11, 26]);
const ioCodes = new Set([8, 10, 14]);

export function storeErrorKind(error: unknown): StoreErrorKind {
  const { errcode, message } = error as { errcode?: number; message?: string };
  const code = typeof errcode === 'number' ? errcode & 0xff : 0;
  if (code === 13 || /database or disk is full/i.test(message ?? '')) {
    return 'full';
  }
  if (damagedCodes.has(code) || /malformed|not a database|disk image/i.test(message ?? '')) {
    return 'damaged';
  }
  return ioCodes.has(code) || /disk I\/O|readonly database|unable to open/i.test(message ?? '') ? 'io' : 'other';
}
