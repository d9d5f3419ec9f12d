import { z } from 'zod';
import type { CaptureReader } from '../../store/store';
import type { HandlersOf } from '../handler';

export function captureHandlers(reader: CaptureReader): HandlersOf<'capture'> {
  return {
    'capture.counts': {
      input: z.object({ after: z.number().int().min(0) }),
      run: ({ after }) => reader.countKinds(after),
    },
  };
}
