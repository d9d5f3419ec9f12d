import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import type { EntryBody } from '../contract/entry';
import { entriesFormats } from '../contract/statistics-table';
import { findEngine } from '../engine/lock/find-engine';
import { openReadOnly } from '../engine/store/open-read-only';
import { createSystemClock } from '../engine/system-clock';
import { exportFormats } from '../engine/transfer';
import { type EntrySource, type EntryTotals, readEntries } from '../engine/transfer/read-entries';
import { attach, entriesOf } from './attach';
import { appOption, type CommonOptions, dataOption, filterHelp, type Installation, refuseFilter } from './command';
import { usageError } from './exit-codes';
import { exportStatistics } from './export-statistics';

interface ExportOptions extends CommonOptions {
  /** undefined: the first, or that of the statistics. */
  readonly format?: string;
  readonly statistics?: boolean;
  readonly output?: string;
}

/** Where entries come from, and how to let go of it. */
interface Opened {
  readonly source: EntrySource;
  readonly gone: Promise<never>;
  close(): Promise<void> | void;
}

const help = `
The capture of a running engine is read through it; without one the file is opened to read. Entries come oldest first,
each with its body: as text ("body"), or in base64 ("bodyBase64") where it is no text. Any number fits: memory stays the
same, and a slow reader slows the export down.

--statistics writes the table websockets_statistics_entries instead (columns and counting of laravel-websockets 1.x), as
CSV or SQL: oldest row first, times in UTC.
${filterHelp}

Examples:
  $ hubbub export --format csv > capture.csv
  $ hubbub export kind:refused since:1h | jq .summary
  $ hubbub export channel:orders event:OrderShipped --format json --output orders.json
  $ hubbub export --statistics --format sql > statistics.sql

Exit codes: 0 done, 1 there is no capture or it cannot be read, 2 bad usage, 3 the engine went away meanwhile.`;

export function addExport(program: Command, installation: Installation): void {
  const ids = [...new Set([...exportFormats, ...entriesFormats].map(({ id }) => id))];
  program
    .command('export')
    .description('Write recorded entries to standard output or a file.')
    .argument('[FILTER...]', 'only entries that match')
    .addOption(new Option('--format <FORMAT>', 'how to write them').choices(ids))
    .option('--statistics', 'write the connection statistics instead: csv (the default) or sql')
    .option('--output <FILE>', 'file to write instead of standard output')
    .addOption(appOption('only entries of this app'))
    .addOption(dataOption())
    .option('--json', 'the same as --format json')
    .addHelpText('after', help)
    .action((filter: readonly string[], options: ExportOptions) => {
      if (options.statistics !== true) return exportEntries(filter.join(' '), options, installation);
      if (filter.length > 0) throw usageError('A filter finds entries; statistics are written whole.');
      const { data, appId, output, json } = options;
      return exportStatistics({ data, appId, output, format: json === true ? 'json' : options.format });
    });
}

async function exportEntries(filter: string, options: ExportOptions, installation: Installation): Promise<void> {
  const id = options.json === true ? 'json' : (options.format ?? exportFormats[0]?.id);
  const format = exportFormats.find((one) => one.id === id);
  if (format === undefined) {
    throw usageError(`Entries are not written as ${id}.`, 'That is for --statistics; see hubbub export --help.');
  }
  const opened = await open(options.data, installation);
  try {
    const { viewId, problems } = await opened.source.openView(filter, 0);
    refuseFilter(problems);
    const totals = { found: 0, read: 0 };
    const entries = ofApp(readEntries(opened.source, viewId, totals), options.appId);
    const text = Readable.from(format.write(entries), { objectMode: true, highWaterMark: 1 });
    // Standard output is not ours to end.
    const written =
      options.output === undefined
        ? pipeline(text, process.stdout, { end: false })
        : pipeline(text, createWriteStream(options.output));
    await Promise.race([written, opened.gone]);
    tellMissing(totals);
  } finally {
    await opened.close();
  }
}

async function open(dataDir: string, { outDir }: Installation): Promise<Opened> {
  if ((await findEngine(dataDir)) !== null) {
    const { client, gone } = await attach(dataDir);
    return { source: entriesOf(client), gone, close: () => client.close() };
  }
  const workerDir = join(outDir, 'engine');
  const capture = await openReadOnly({ dataDir, workerDir, clock: createSystemClock() });
  return { source: capture, gone: new Promise(() => {}), close: () => capture.close() };
}

async function* ofApp(
  batches: AsyncIterable<readonly EntryBody[]>,
  appId: string | undefined,
): AsyncGenerator<readonly EntryBody[]> {
  for await (const entries of batches) {
    yield appId === undefined ? entries : entries.filter(({ row }) => row.app === appId);
  }
}

function tellMissing({ found, read }: EntryTotals): void {
  if (read < found) {
    process.stderr.write(`${found - read} of ${found} entries were too old to be kept any longer meanwhile.\n`);
  }
}
