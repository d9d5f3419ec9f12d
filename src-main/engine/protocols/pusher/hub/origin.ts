/**
 * Whether a page of this origin may connect. Hosts are compared, as Reverb and laravel-websockets do; an entry may also
 * be a whole origin, or start with `*.` for all hosts below one. A peer without an Origin is no browser, and may.
 */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (origin === '' || allowed.length === 0) {
    return true;
  }
  const host = hostOf(origin);
  return allowed.some((entry) => {
    if (entry === '*') {
      return true;
    }
    return entry.startsWith('*.') ? host.endsWith(entry.slice(1).toLowerCase()) : host === hostOf(entry);
  });
}

function hostOf(origin: string): string {
  return origin
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, '')
    .replace(/[/:].*$/, '');
}
