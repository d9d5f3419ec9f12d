import { z } from 'zod';
import { limits } from '../../../contract/limits';
import type { CaptureReader } from '../../store/store';
import type { HandlersOf } from '../handler';

const mostNames = 50;

/** `completeLabel` finds labels of clients, which come before their socket ids. */
export function nameHandlers(
  reader: CaptureReader,
  completeLabel: (part: string) => readonly string[],
): HandlersOf<'name'> {
  return {
    'name.complete': {
      input: z.object({ field: z.enum(['channel', 'event', 'client']), prefix: z.string().max(limits.nameChars) }),
      async run({ field, prefix }) {
        const names = await reader.completeName(field, prefix);
        return field === 'client' ? [...completeLabel(prefix), ...names].slice(0, mostNames) : names;
      },
    },
  };
}
