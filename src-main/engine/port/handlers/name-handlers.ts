import { z } from 'zod';
import { limits } from '../../../contract/limits';
import type { CaptureReader } from '../../store/store';
import type { HandlersOf } from '../handler';

export function nameHandlers(reader: CaptureReader): HandlersOf<'name'> {
  return {
    'name.complete': {
      input: z.object({ field: z.enum(['channel', 'event', 'client']), prefix: z.string().max(limits.nameChars) }),
      run: ({ field, prefix }) => reader.completeName(field, prefix),
    },
  };
}
