import { z } from 'zod';
import { limits } from '../../../contract/limits';
import type { ExpectDesk } from '../../diagnosis/expect/expect-desk';
import type { HandlersOf } from '../handler';

const id = z.number().int().positive();
const name = z.string().min(1).max(limits.nameChars);

export function expectHandlers(desk: ExpectDesk): HandlersOf<'expect'> {
  return {
    'expect.arm': {
      input: z.object({
        app: z.string().max(limits.nameChars),
        channel: name,
        event: name,
        where: z.array(z.string().min(1).max(limits.filterChars)).max(limits.expectWheres),
        timeoutMs: z.number().int().min(1).max(limits.expectTimeoutMs),
      }),
      run: (input) => desk.arm(input),
    },
    'expect.list': { input: z.undefined(), run: () => desk.list() },
    'expect.cancel': {
      input: z.object({ id }),
      run(input) {
        desk.cancel(input.id);
        return null;
      },
    },
    'expect.wait': { input: z.object({ id }), run: (input, signal) => desk.wait(input.id, signal) },
  };
}
