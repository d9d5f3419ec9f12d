import { z } from 'zod';
import type { Hub } from '../../hub/hub';
import type { HandlersOf } from '../handler';

/** `retry` tries the addresses again that could not be bound. */
export function hubHandlers(hub: Hub, retry: () => Promise<void>): HandlersOf<'hub'> {
  return {
    'hub.state': { input: z.undefined(), run: () => hub.state() },
    'hub.retry': {
      input: z.undefined(),
      async run() {
        await retry();
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
      input: z.object({ app: z.string(), channel: z.string(), excludeSocketId: z.string() }),
      run: ({ app, channel, excludeSocketId }) => hub.preview(app, channel, excludeSocketId),
    },
  };
}
