/** A channel as Laravel's drivers name it, and what its name says. */
export interface LaravelChannel {
  /** What stands in front of the names of all channels; '' if nothing. */
  readonly prefix: string;
  readonly kind: 'public' | 'private' | 'presence' | 'encrypted';
  /** The name as events have it: without prefix and kind. */
  readonly name: string;
}

const kinds = [
  ['private-encrypted-', 'encrypted'],
  ['private-', 'private'],
  ['presence-', 'presence'],
] as const;

/** `prefix`: of the project, '' if not known; a channel that does not begin with it has none. */
export function readChannel(channel: string, prefix: string): LaravelChannel {
  const own = prefix !== '' && channel.startsWith(prefix) ? prefix : '';
  const rest = channel.slice(own.length);
  const [start = '', kind = 'public'] = kinds.find(([one]) => rest.startsWith(one)) ?? [];
  return { prefix: own, kind, name: rest.slice(start.length) };
}

/**
 * The Redis prefix of a Laravel project, seen from the channels it published on. Since 5.8 it is `slug_database_` or, from
 * mid 2025, `slug-database-`; one that was set by hand (REDIS_PREFIX) is found where something follows it that says a kind.
 * null if nothing tells.
 */
export function seenPrefix(channels: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const channel of channels) {
    const found =
      /^.*?(?:_database_|-database-)/.exec(channel)?.[0] ?? /^(.+?)(?:private|presence)-/.exec(channel)?.[1];
    if (found !== undefined) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const [most] = [...counts].sort((one, two) => two[1] - one[1]);
  return most?.[0] ?? null;
}
