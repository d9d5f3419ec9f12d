import { recordOf } from './entry-record';
import type { ExportFormat } from './export-format';

/** One JSON array, an entry a line. */
export const json: ExportFormat = {
  id: 'json',
  async *write(batches) {
    let before = '[';
    for await (const entries of batches) {
      let text = '';
      for (const entry of entries) {
        text += `${before}\n${JSON.stringify(recordOf(entry))}`;
        before = ',';
      }
      yield text;
    }
    yield before === '[' ? '[]\n' : '\n]\n';
  },
};
