import type { EntryBody } from '../../contract/entry';

/** One way to write entries to a file. Text comes out as entries come in, so any number of them fits. */
export interface ExportFormat {
  readonly id: string;
  write(batches: AsyncIterable<readonly EntryBody[]>): AsyncIterable<string>;
}
