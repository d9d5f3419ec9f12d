import { z } from 'zod';
import { limits } from '../../../contract/limits';
import type { Recorder } from '../../capture/recorder';
import type { HandlersOf } from '../handler';

export function noteHandlers(recorder: Recorder): HandlersOf<'note'> {
  return {
    'note.add': {
      input: z.object({ text: z.string().trim().min(1).max(limits.summaryChars) }),
      run: ({ text }) => ({ seq: recorder.record({ kind: 'note', protocol: '', summary: text }) }),
    },
  };
}
