import type { RedisAddress } from '../sources/redis-address';
import type { RedisTeam, TeamParts } from './redis-team';

/** How to join the team at that Redis, null where the hub stands alone. What speaks with it is only read if there is one. */
export async function readTeam(address: RedisAddress | null): Promise<(parts: TeamParts) => RedisTeam | null> {
  if (address === null) return () => null;
  const { RedisTeam } = await import('./redis-team');
  return (parts) => new RedisTeam(address, parts);
}
