import { fitsStars } from './star-pattern';

/**
 * Whether a page of this origin may connect. Hosts are compared, as Reverb and laravel-websockets do; `*` in an entry
 * stands for any text, and an entry may also be a whole origin. A peer without an Origin is no browser, and may.
 */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (origin === '' || allowed.length === 0) {
    return true;
  }
  const host = hostOf(origin);
  return allowed.some((entry) => fitsStars(host, hostOf(entry)));
}

/** Host of an origin or of a Host header, in lower case, without a port. */
export function hostOf(origin: string): string {
  const place = origin.toLowerCase().replace(/^[a-z][a-z0-9+.-]*:\/\//, '');
  return /^\[[^\]]*\]/.exec(place)?.[0] ?? place.replace(/[/:].*$/, '');
}
