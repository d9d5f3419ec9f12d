import { z } from 'zod';
import { documentNames } from '../../../contract/documents';
import type { Documents } from '../../database/documents';
import type { HandlersOf } from '../handler';

const name = z.enum(documentNames);

/** `author` is the port's session: it need not be told of what it wrote. */
export function documentHandlers(documents: Documents, author: object): HandlersOf<'document'> {
  return {
    'document.read': {
      input: z.object({ name }),
      run: async ({ name }) => ({ workspace: documents.workspace, json: await documents.read(name) }),
    },
    'document.write': {
      input: z.object({ name, json: z.string(), workspace: z.string().max(4_096).optional() }),
      async run(input) {
        await documents.write(input.name, input.json, author, input.workspace);
        return null;
      },
    },
  };
}
