import { z } from 'zod';
import { limits } from '../../../contract/limits';
import type { Hub } from '../../hub/hub';
import type { HandlersOf } from '../handler';

export function messageHandlers(hub: Hub): HandlersOf<'message'> {
  return {
    'message.send': {
      input: z.object({
        protocol: z.string().optional(),
        app: z.string(),
        channel: z.string(),
        event: z.string(),
        data: z.string(),
        excludeSocketId: z.string(),
        asSocketId: z.string().optional(),
        alternates: z.array(z.string()).max(limits.draftAlternates).optional(),
        isPrivate: z.boolean().optional(),
        id: z.string().optional(),
        retry: z.string().optional(),
      }),
      run: ({ protocol, ...draft }) => hub.send({ ...draft, ...(protocol === undefined ? {} : { protocol }) }),
    },
  };
}
