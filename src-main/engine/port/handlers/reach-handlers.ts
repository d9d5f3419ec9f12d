import { z } from 'zod';
import type { Reach } from '../../reach/reach';
import type { HandlersOf } from '../handler';

export function reachHandlers(reach: Reach): HandlersOf<'reach'> {
  return {
    'reach.state': { input: z.undefined(), run: () => reach.state },
    'reach.open': {
      input: z.object({ minutes: z.number() }),
      async run({ minutes }) {
        await reach.open(minutes);
        return reach.state;
      },
    },
    'reach.close': {
      input: z.undefined(),
      async run() {
        await reach.close();
        return reach.state;
      },
    },
  };
}
