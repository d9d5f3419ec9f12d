import type { IncomingMessage } from 'node:http';

const thisComputer = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The page is on one name of this computer and asked the hub by another: for a browser two sites, so a cookie that was set
 * for the one is not sent to the other, and symfony/mercure refuses to set it at all. '' if that is not so.
 */
export function mixedHosts({ headers }: IncomingMessage): string {
  const page = hostnameOf(headers.origin ?? headers.referer ?? '');
  const hub = hostnameOf(`http://${headers.host ?? ''}`);
  return page === hub || !thisComputer.has(page) || !thisComputer.has(hub)
    ? ''
    : `The page is on ${page} and asked the hub as ${hub}: to a browser these are two sites, and the cookie of one is not sent to the other. Use the same name in both.`;
}

function hostnameOf(address: string): string {
  try {
    return new URL(address).hostname;
  } catch {
    return '';
  }
}
