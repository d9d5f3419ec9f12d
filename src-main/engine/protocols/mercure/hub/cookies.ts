import type { IncomingMessage } from 'node:http';
import { quote } from './refusal';

/** What is known of the cookies of a request that has none with a token, in words. `wanted`: names that one would have. */
export function cookieWords({ headers }: IncomingMessage, wanted: readonly string[]): string {
  const names = (headers.cookie ?? '').split(';').flatMap((pair) => pair.split('=')[0]?.trim() || []);
  if (names.length > 0) {
    return `${quote(names.join(', '), 200)} came, none of them ${wanted.join(' or ')}`;
  }
  // Where the page is, as browsers alone say it.
  switch (headers['sec-fetch-site']) {
    case 'same-origin':
      return 'none came: the browser has none for this address';
    case 'same-site':
      return 'none came: EventSource sends them to another port only with { withCredentials: true }';
    case 'cross-site':
      return 'none came: the page is on another site, to which browsers keep back cookies that are not SameSite=None';
    default:
      return 'none came';
  }
}
