import { limits } from '../../../../contract/limits';
import { ProblemError } from '../../../../contract/problem';
import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { answeredProblem } from '../../../clients/dial-problem';
import { beginningOf, follow } from '../../../clients/follow';
import { headerLines } from '../../../clients/header-lines';
import { tlsOf } from '../../../clients/tls-fields';
import { isUrl } from '../../../is-url';
import { linkElements } from './link-elements';
import { hasRelation, type Link, parseLinks } from './link-header';
import { readMetadata } from './metadata';

export interface Discovered {
  readonly hub: string;
  /** The canonical topic of the page, '' if the hub was named itself. */
  readonly topic: string;
  /** The id the page was rendered at; ''. */
  readonly lastEventId: string;
}

/** What is read of a page whose header names no hub: links stand in its head. */
const pageBytes = 262_144;

/**
 * An address with the fixed path is a hub's; any other is a page that names it, in its `Link` header or else in its markup
 * (the specification, Discovery). Hubs of old and of 1.0 may be elsewhere, and are known by what they answer. Rejects with a
 * ProblemError.
 */
export async function discover(context: ClientContext, profile: ResolvedProfile): Promise<Discovered> {
  const address = String(profile.fields.url).trim();
  if (!isUrl(address) || !/^https?:/.test(address)) {
    throw new ProblemError(
      'bad-input',
      `${address} is no address to connect to.`,
      'For example http://127.0.0.1:3000/.well-known/mercure.',
    );
  }
  const asked = new URL(address);
  const theHub = { hub: asked.href, topic: '', lastEventId: '' };
  if (/\/\.well-known\/mercure\/?$/.test(asked.pathname)) return theHub;
  const headers = Object.entries(headerLines(profile.secret('headers'))).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  const call = { url: asked.href, headers: Object.fromEntries(headers), tls: tlsOf(profile) };
  const { response, url } = await follow(context.dial, call);
  const { statusCode: status = 0 } = response;
  const header = String(response.headers.link ?? '');
  const inHeader = parseLinks(header);
  const isNamed = inHeader.some((link) => hasRelation(link, 'mercure'));
  const isPage = isMarkup(response.headers['content-type']);
  const isRead = !isNamed && (isPage || status >= 400);
  const text = isRead ? await beginningOf(response, pageBytes, limits.dialTimeoutMs) : '';
  response.destroy();
  const inPage = isPage ? linkElements(text) : { links: [], base: '' };
  const base = isUrl(inPage.base, url) ? new URL(inPage.base, url).href : url;
  const links = [...resolved(inHeader, url), ...resolved(inPage.links, base)];
  const link = links.find((one) => hasRelation(one, 'mercure'));
  if (link !== undefined) {
    const self = links.find((one) => hasRelation(one, 'self'));
    return { hub: link.target, topic: self?.target ?? url, lastEventId: link.params.get('last-event-id') ?? '' };
  }
  if (status >= 400 && (await isHub(context, profile, text))) return theHub;
  if (status >= 400) {
    const { code, message, hint } = answeredProblem(url, status, response.headers, text.slice(0, 2_048));
    throw new ProblemError(code, message, hint);
  }
  throw noHub(url, status, header);
}

/** A hub that is asked for no topic says which parameter is missing; one of 1.0 describes itself as well. */
async function isHub(context: ClientContext, profile: ResolvedProfile, text: string): Promise<boolean> {
  if (/^Missing "?(?:topic|match)/i.test(text)) return true;
  const metadata = await readMetadata(context, profile, String(profile.fields.url).trim());
  return metadata?.isMercure === true;
}

function isMarkup(type = ''): boolean {
  return /^(?:text\/html|(?:application|text)\/(?:\S*\+)?xml)\b/i.test(type.trim());
}

/** What is no address names nothing. */
function resolved(links: readonly Link[], base: string): readonly Link[] {
  return links.flatMap((link) =>
    isUrl(link.target, base) ? [{ ...link, target: new URL(link.target, base).href }] : [],
  );
}

function noHub(url: string, status: number, header: string): ProblemError {
  const found = header === '' ? '' : ` (its Link header: ${header.slice(0, 120)})`;
  return new ProblemError(
    'refused',
    `${url} answered ${status} and names no hub, neither by a Link header of rel="mercure" nor by such a link element${found}.`,
    'Give the address of the hub itself, or let the page name it: $discovery->addLink($request) in Symfony.',
  );
}
