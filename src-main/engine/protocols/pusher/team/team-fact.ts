import { z } from 'zod';

const [app, channel, event, user] = [z.string(), z.string(), z.string(), z.string()];

/**
 * What nodes of a team tell each other of an app's channels, each a list whose first member says what it is:
 * - ['count', app, channel, n]: so many subscriptions the node has of it;
 * - ['member', app, channel, user, info | null]: the user is on it by way of that node, with the JSON text of its user_info
 *   ('' if none), or null: is not any more;
 * - ['user', app, user, isOnline]: has signed in there;
 * - ['event', app, channels, event, data, socketId]: a publish, for whom the others have, but that socket;
 * - ['client', app, channel, event, data | null, user | null]: a client event; data is JSON text;
 * - ['terminate', app, user]: end the connections of that user.
 */
const factSchema = z.union([
  z.tuple([z.literal('count'), app, channel, z.int().min(0)]),
  z.tuple([z.literal('member'), app, channel, user, z.string().nullable()]),
  z.tuple([z.literal('user'), app, user, z.boolean()]),
  z.tuple([z.literal('event'), app, z.array(channel).min(1), event, z.string(), z.string()]),
  z.tuple([z.literal('client'), app, channel, event, z.string().nullable(), z.string().nullable()]),
  z.tuple([z.literal('terminate'), app, user]),
]);

export type TeamFact = z.infer<typeof factSchema>;

/** null if it is none this version knows. */
export function readTeamFact(fact: readonly unknown[]): TeamFact | null {
  return factSchema.safeParse(fact).data ?? null;
}
