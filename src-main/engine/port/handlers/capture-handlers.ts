import { z } from 'zod';
import type { CaptureReader } from '../../store/store';
import type { HandlersOf } from '../handler';

/** `clear` forgets every entry. */
export function captureHandlers(reader: CaptureReader, clear: () => Promise<void>): HandlersOf<'capture'> {
  return {
    'capture.changes': {
      input: z.object({ after: z.number().int().min(0) }),
      run: ({ after }) => reader.changes(after),
    },
    'capture.counts': {
      input: z.object({ after: z.number().int().min(0) }),
      run: ({ after }) => reader.countKinds(after),
    },
    'capture.pages': { input: z.undefined(), run: () => reader.pages() },
    'capture.use': { input: z.undefined(), run: () => reader.use() },
    'capture.clear': {
      input: z.undefined(),
      async run() {
        await clear();
        return null;
      },
    },
  };
}
