import { z } from 'zod';
import { limits } from '../../../contract/limits';
import type { SessionDesk } from '../../clients/session-desk';
import type { HandlersOf } from '../handler';

const id = z.object({ id: z.string().min(1).max(64) });
const value = z.union([z.string().max(limits.bodyBytes), z.number(), z.boolean()]);
const channel = z.string().min(1).max(limits.nameChars);
const profile = z.object({
  id: z.string().min(1).max(64).optional(),
  name: z.string().trim().min(1).max(100),
  protocol: z.string().max(40),
  fields: z.record(z.string(), z.union([z.string().max(limits.profileValueChars), z.number(), z.boolean()])),
  secrets: z.record(z.string(), z.string().max(limits.profileValueChars)).optional(),
  channels: z.array(channel).max(limits.profileChannels).optional(),
  isProduction: z.boolean().nullable().optional(),
});

export function profileHandlers(desk: SessionDesk): HandlersOf<'profile'> {
  return {
    'profile.parse': {
      input: z.object({ url: z.string().max(limits.profileValueChars) }),
      run: ({ url }) => desk.parse(url),
    },
    'profile.put': { input: profile, run: (input) => desk.put(input) },
    'profile.remove': {
      input: id,
      async run(input) {
        await desk.remove(input.id);
        return null;
      },
    },
  };
}

export function sessionHandlers(desk: SessionDesk): HandlersOf<'session'> {
  return {
    'session.list': { input: z.undefined(), run: () => desk.list() },
    'session.connect': { input: id, run: (input) => desk.connect(input.id) },
    'session.disconnect': { input: id, run: (input) => desk.disconnect(input.id) },
    'session.subscribe': {
      input: id.extend({ channel, token: z.string().max(limits.profileValueChars).optional() }),
      run: (input) => desk.subscribe(input.id, input.channel, input.token ?? ''),
    },
    'session.unsubscribe': {
      input: id.extend({ channel }),
      run: (input) => desk.unsubscribe(input.id, input.channel),
    },
    'session.send': {
      input: z.object({ profile: z.string().min(1).max(64), values: z.record(z.string(), value) }),
      run: (input) => desk.send(input),
    },
    'session.figures': { input: id, run: (input) => desk.figures(input.id) },
    'session.arrivals': { input: id, run: (input) => desk.arrivals(input.id) },
    'session.unlock': {
      input: id.extend({ isUnlocked: z.boolean() }),
      run: (input) => desk.unlock(input.id, input.isUnlocked),
    },
  };
}
