/**
 * Whether a page of this origin may connect. Hosts are compared, as Reverb and laravel-websockets do; `*` in an entry
 * stands for any text, and an entry may also be a whole origin. A peer without an Origin is no browser, and may.
 */
export function isAllowedOrigin(origin: string, allowed: readonly string[]): boolean {
  if (origin === '' || allowed.length === 0) {
    return true;
  }
  const host = hostOf(origin);
  return allowed.some((entry) => {
    const pattern = hostOf(entry);
    return pattern.includes('*') ? fits(host, pattern.split('*')) : host === pattern;
  });
}

function hostOf(origin: string): string {
  const place = origin.toLowerCase().replace(/^[a-z][a-z0-9+.-]*:\/\//, '');
  return /^\[[^\]]*\]/.exec(place)?.[0] ?? place.replace(/[/:].*$/, '');
}

/** Without a regular expression: a person may write many stars, and matching them has to stay cheap. */
function fits(host: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!host.startsWith(first) || !host.endsWith(last) || host.length < first.length + last.length) {
    return false;
  }
  let from = first.length;
  for (const part of rest) {
    const at = host.indexOf(part, from);
    if (at === -1 || at + part.length > host.length - last.length) {
      return false;
    }
    from = at + part.length;
  }
  return true;
}
