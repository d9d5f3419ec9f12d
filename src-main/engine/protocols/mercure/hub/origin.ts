import type { IncomingMessage } from 'node:http';

/** Origin of a request: its Origin header, else that of its Referer; '' if it has neither. */
export function requestOrigin(request: IncomingMessage): string {
  const { origin, referer = '' } = request.headers;
  if (origin !== undefined) {
    return origin;
  }
  try {
    const { protocol, host } = new URL(referer);
    return `${protocol}//${host}`;
  } catch {
    return '';
  }
}

/** Exact, in any case; `*` alone is every origin, and one `*` within stands for any characters. */
export function isOriginListed(origin: string, allowed: readonly string[]): boolean {
  const asked = origin.toLowerCase();
  return allowed.some((one) => {
    const pattern = one.toLowerCase();
    const star = pattern.indexOf('*');
    if (star < 0) {
      return pattern === asked;
    }
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)];
    return asked.length >= before.length + after.length && asked.startsWith(before) && asked.endsWith(after);
  });
}
