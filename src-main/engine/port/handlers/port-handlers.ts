import { z } from 'zod';
import type { HandlersOf } from '../handler';

/** `hold` holds signals back, or lets them through again. */
export function portHandlers(hold: (isHeld: boolean) => void): HandlersOf<'port'> {
  return {
    'port.visibility': {
      input: z.object({ isVisible: z.boolean() }),
      run({ isVisible }) {
        hold(!isVisible);
        return null;
      },
    },
  };
}
