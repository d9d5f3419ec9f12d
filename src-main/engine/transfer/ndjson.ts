import { recordOf } from './entry-record';
import type { ExportFormat } from './export-format';

/** One JSON object a line. */
export const ndjson: ExportFormat = {
  id: 'ndjson',
  async *write(batches) {
    for await (const entries of batches) {
      yield entries.map((entry) => `${JSON.stringify(recordOf(entry))}\n`).join('');
    }
  },
};
