import { z } from 'zod';
import type { ViewId } from '../../../contract/ids';
import { limits } from '../../../contract/limits';
import { ProblemError } from '../../../contract/problem';
import type { CaptureReader } from '../../store/store';
import type { HandlersOf } from '../handler';

const viewId = z.number().int().positive();
const position = z.number().int();
const word = z.string().max(1_024);
const look = z.object({
  foldsPings: z.boolean(),
  foldsRepeats: z.boolean(),
  marksTwins: z.boolean(),
  loads: z
    .object({
      page: z.object({ app: word, origin: word, userAgent: word, address: word }).nullable(),
      keeps: z.boolean(),
    })
    .optional(),
});

/**
 * Views belong to the port that opened them: `owned` holds its views, and another port's are not found. `resolveLabels` turns
 * labels of clients into what the reader knows.
 */
export function viewHandlers(
  reader: CaptureReader,
  owned: Set<ViewId>,
  resolveLabels: (filter: string) => string,
): HandlersOf<'view'> {
  const own = (id: ViewId): ViewId => {
    if (!owned.has(id)) {
      throw new ProblemError('not-found', `View ${id} is not open.`, 'Open it again.');
    }
    return id;
  };
  return {
    'view.open': {
      input: z.object({
        filter: z.string().max(limits.filterChars),
        after: z.number().int().min(0).optional(),
        look: look.optional(),
      }),
      async run({ filter, after, look }, signal) {
        if (owned.size >= limits.viewsPerPort) {
          throw new ProblemError('refused', `${limits.viewsPerPort} views are open already.`, 'Close one first.');
        }
        const view = await reader.openView(resolveLabels(filter), after ?? 0, look);
        // Nobody is left to close it.
        if (signal.aborted) {
          reader.closeView(view.viewId);
          throw new ProblemError('closed', 'The view was given up.');
        }
        owned.add(view.viewId);
        return view;
      },
    },
    'view.close': {
      input: z.object({ viewId }),
      run(input) {
        reader.closeView(own(input.viewId));
        owned.delete(input.viewId);
        return null;
      },
    },
    'view.rows': {
      input: z.object({ viewId, from: position, count: z.number().int().min(0).max(limits.windowRows) }),
      run: (input, signal) => reader.rows(own(input.viewId), input.from, input.count, signal),
    },
    'view.bodies': {
      input: z.object({ viewId, from: position, count: z.number().int().min(0).max(limits.windowRows) }),
      run: (input) => reader.bodies(own(input.viewId), input.from, input.count),
    },
    'view.locate': {
      input: z.object({ viewId, seq: z.number().int().positive() }),
      run: (input) => reader.locate(own(input.viewId), input.seq),
    },
  };
}
