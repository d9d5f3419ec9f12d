import { z } from 'zod';
import { limits } from '../../../contract/limits';
import type { Hub } from '../../hub/hub';
import type { Reach } from '../../reach/reach';
import type { HandlersOf } from '../handler';

export function hubHandlers(hub: Hub, reach: Reach): HandlersOf<'hub'> {
  return {
    'hub.state': { input: z.undefined(), run: () => hub.state() },
    'hub.retry': {
      input: z.undefined(),
      async run() {
        await reach.listen();
        return hub.state();
      },
    },
    'hub.channels': { input: z.undefined(), run: () => hub.channels() },
    'hub.connections': { input: z.undefined(), run: () => hub.connections() },
    'hub.members': {
      input: z.object({ app: z.string(), channel: z.string() }),
      run: ({ app, channel }) => hub.members(app, channel),
    },
    'hub.preview': {
      input: z.object({
        protocol: z.string().optional(),
        app: z.string(),
        channel: z.string(),
        excludeSocketId: z.string(),
        alternates: z.array(z.string()).max(limits.draftAlternates).optional(),
        isPrivate: z.boolean().optional(),
      }),
      run: (draft) => hub.preview(draft),
    },
  };
}
