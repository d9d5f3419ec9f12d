import type { Documents } from '../database/documents';
import type { LabelStore } from './label-book';

/** Labels in the document of that name, of the workspace that is open. */
export function labelStore(documents: Documents): LabelStore {
  const author = {};
  // A label that is passed on while another workspace is opened belongs to the one it was read of.
  let workspace = documents.workspace;
  return {
    async read() {
      const { workspace: now } = documents;
      const json = await documents.read('labels');
      workspace = now;
      return json;
    },
    write: (json) => documents.write('labels', json, author, workspace),
  };
}
