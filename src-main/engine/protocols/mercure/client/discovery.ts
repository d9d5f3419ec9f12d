import { ProblemError } from '../../../../contract/problem';
import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { answeredProblem } from '../../../clients/dial-problem';
import { headerLines } from '../../../clients/header-lines';
import { tlsOf } from '../../../clients/tls-fields';
import { isUrl } from '../../../is-url';
import { hasRelation, parseLinks } from './link-header';

export interface Discovered {
  readonly hub: string;
  /** The canonical topic of the page, '' if the hub was named itself. */
  readonly topic: string;
  /** The id the page was rendered at; ''. */
  readonly lastEventId: string;
}

/** An address with the fixed path is a hub's; any other is a page whose `Link` header names it. Rejects with a ProblemError. */
export async function discover(context: ClientContext, profile: ResolvedProfile): Promise<Discovered> {
  const address = String(profile.fields.url).trim();
  if (!isUrl(address) || !/^https?:/.test(address)) {
    throw new ProblemError(
      'bad-input',
      `${address} is no address to connect to.`,
      'For example http://127.0.0.1:3000/.well-known/mercure.',
    );
  }
  const url = new URL(address);
  if (/\/\.well-known\/mercure\/?$/.test(url.pathname)) return { hub: url.href, topic: '', lastEventId: '' };
  const { status, headers, body } = await context.dial.fetch({
    url: url.href,
    headers: headerLines(profile.secret('headers')),
    tls: tlsOf(profile),
  });
  const header = String(headers.link ?? '');
  const links = parseLinks(header);
  const link = links.find((one) => hasRelation(one, 'mercure'));
  if (link === undefined) {
    if (status >= 400) {
      const { code, message, hint } = answeredProblem(url.href, status, headers, body.toString().slice(0, 2_048));
      throw new ProblemError(code, message, hint);
    }
    const message = `${url.href} answered ${status} without a Link header of rel="mercure"${header === '' ? '' : ` (it has: ${header.slice(0, 120)})`}.`;
    throw new ProblemError(
      'refused',
      message,
      'Give the address of the hub itself, or let the page name it: $discovery->addLink($request) in Symfony.',
    );
  }
  const self = links.find((one) => hasRelation(one, 'self'));
  return {
    hub: new URL(link.target, url).href,
    topic: self === undefined ? url.href : new URL(self.target, url).href,
    lastEventId: link.params.get('last-event-id') ?? '',
  };
}
