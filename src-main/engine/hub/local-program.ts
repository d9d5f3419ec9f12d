import type { IncomingMessage } from 'node:http';
import { isLoopback } from './this-computer';

/**
 * Whether a request comes from a program of this computer, as far as can be told. A web page is loopback too: it is told by
 * the headers browsers add, which a page cannot leave out. So is what a proxy on this computer passes on for others.
 */
export function isLocalProgram({ socket, headers }: IncomingMessage): boolean {
  return (
    isLoopback(socket.remoteAddress ?? '') &&
    headers.origin === undefined &&
    !Object.keys(headers).some((name) => name.startsWith('sec-fetch-')) &&
    forwardedFor(headers['x-forwarded-for']).every(isLoopback)
  );
}

function forwardedFor(header: string | readonly string[] | undefined): readonly string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
