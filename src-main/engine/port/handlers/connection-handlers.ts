import { z } from 'zod';
import { connectionSorts } from '../../../contract/connection';
import { limits } from '../../../contract/limits';
import type { ConnectionDesk } from '../../connections/connection-desk';
import type { HandlersOf } from '../handler';

const id = z.number().int().positive();

export function connectionHandlers(desk: ConnectionDesk): HandlersOf<'connection'> {
  return {
    'connection.list': {
      input: z.object({
        group: z.enum(['all', 'open', 'closed']),
        find: z.string().max(limits.filterChars),
        sort: z.enum(connectionSorts),
        isDescending: z.boolean(),
        from: z.number().int().min(0),
        count: z.number().int().min(0).max(limits.connectionRows),
      }),
      run: (query) => desk.list(query),
    },
    'connection.detail': { input: z.object({ id }), run: (input) => desk.detail(input.id) },
    'connection.kick': {
      input: z.object({ id, mayReturn: z.boolean().optional() }),
      run(input) {
        desk.kick(input.id, input.mayReturn ?? true);
        return null;
      },
    },
    'connection.label': {
      input: z.object({ id, label: z.string().max(limits.labelChars) }),
      async run(input) {
        await desk.label(input.id, input.label);
        return null;
      },
    },
  };
}
