import { z } from 'zod';
import { documentNames } from '../../../contract/documents';
import type { Documents } from '../../database/documents';
import type { HandlersOf } from '../handler';

const name = z.enum(documentNames);

/** `author` is the port's session: it need not be told of what it wrote. */
export function documentHandlers(documents: Documents, author: object): HandlersOf<'document'> {
  return {
    'document.read': { input: z.object({ name }), run: async (input) => ({ json: await documents.read(input.name) }) },
    'document.write': {
      input: z.object({ name, json: z.string() }),
      async run(input) {
        await documents.write(input.name, input.json, author);
        return null;
      },
    },
  };
}
