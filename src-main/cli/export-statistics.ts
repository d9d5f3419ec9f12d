import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { limits } from '../contract/limits';
import type { ConnectionStatisticsEntry, EntriesQuery } from '../contract/statistics';
import { type EntriesFormat, entriesFormats } from '../contract/statistics-table';
import { openEntries } from '../engine/database/open-entries';
import { findEngine } from '../engine/lock/find-engine';
import { attach } from './attach';
import { usageError } from './exit-codes';

export interface StatisticsExport {
  readonly data: string;
  /** undefined: csv. */
  readonly format: string | undefined;
  readonly appId?: string | undefined;
  readonly output?: string | undefined;
}

interface Opened {
  list(query: EntriesQuery): Promise<{ readonly entries: readonly ConnectionStatisticsEntry[] }>;
  readonly gone: Promise<never>;
  close(): void;
}

/** Writes the table websockets_statistics_entries, oldest row first. */
export async function exportStatistics({ data, format: id = 'csv', appId, output }: StatisticsExport): Promise<void> {
  const format = entriesFormats.find((one) => one.id === id);
  if (format === undefined) {
    throw usageError(`Statistics are not written as ${id}.`, 'Write --format csv or --format sql.');
  }
  const opened = await open(data);
  try {
    const text = Readable.from(written(opened, format, appId ?? null), { objectMode: true, highWaterMark: 1 });
    // Standard output is not ours to end.
    const done =
      output === undefined ? pipeline(text, process.stdout, { end: false }) : pipeline(text, createWriteStream(output));
    await Promise.race([done, opened.gone]);
  } finally {
    opened.close();
  }
}

async function open(dataDir: string): Promise<Opened> {
  if ((await findEngine(dataDir)) !== null) {
    const { client, gone } = await attach(dataDir);
    return { list: (query) => client.call('statistics.entries', query), gone, close: () => client.close() };
  }
  const stored = openEntries(dataDir);
  return { list: async (query) => stored.list(query), gone: new Promise(() => {}), close: () => stored.close() };
}

async function* written(opened: Opened, format: EntriesFormat, app: string | null): AsyncGenerator<string> {
  yield format.head;
  let after: number | null = null;
  for (;;) {
    const { entries } = await opened.list({
      app,
      fromMs: null,
      toMs: null,
      order: 'oldest',
      after,
      count: limits.windowRows,
    });
    if (entries.length > 0) yield format.rows(entries);
    const last = entries.at(-1);
    if (last === undefined || entries.length < limits.windowRows) return;
    after = last.id;
  }
}
