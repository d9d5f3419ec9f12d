import type { IncomingMessage } from 'node:http';
import type { EntryDetail } from '../../../../contract/entry';
import type { MercureSettings } from '../settings';
import { corsFault } from './cors';

/** What may keep a page from what it wants, though its stream is open. `missed`: what is known of that already; ''. */
export function pageNotes(
  request: IncomingMessage,
  settings: MercureSettings,
  { hasToken, missed }: { readonly hasToken: boolean; readonly missed: string },
): EntryDetail {
  const cors = corsFault(request, settings);
  const notes = [hasToken ? '' : mixedHosts(request), cors === null ? '' : `${cors.reason} ${cors.hint}`, missed];
  const note = notes.filter((one) => one !== '').join(' ');
  return note === '' ? {} : { note };
}

const thisComputer = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The page is on one name of this computer and asked the hub by another: for a browser two sites, so a cookie that was set
 * for the one is not sent to the other, and symfony/mercure refuses to set it at all. '' if that is not so.
 */
function mixedHosts({ headers }: IncomingMessage): string {
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
