import { membersOf, parseJson } from '../../../../contract/json-text';
import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { tlsOf } from '../../../clients/tls-fields';
import { everything } from '../topic-selector';
import { matcherOf } from '../upgrade';

export type Dialect = '0.x' | '1.0';

/** Topic that all events about subscriptions match. */
export const subscriptionTopics: Readonly<Record<Dialect, string>> = {
  '0.x': '/.well-known/mercure/subscriptions{/topic}{/subscriber}',
  '1.0': '/.well-known/mercure/subscriptions/:match_type/:match/:subscriber',
};

/** What a hub speaks, and what it says a token of 1.0 has to name; '' where it does not say. */
export interface Detected {
  readonly dialect: Dialect;
  readonly issuer: string;
  readonly audience: string;
}

/**
 * 1.0 has metadata of RFC 9728 beside the hub; a hub of 0.x has nothing there. One of ours that speaks both says so, and is
 * asked in 0.x: selectors of a profile are of that until somebody chooses 1.0.
 */
export async function detectDialect(context: ClientContext, profile: ResolvedProfile, hub: string): Promise<Detected> {
  const { dialect, auth } = profile.fields;
  if (dialect === '0.x') return { dialect, issuer: '', audience: '' };
  if (dialect === '1.0' && auth !== 'secret') return { dialect, issuer: '', audience: '' };
  const url = new URL(hub);
  const { status, headers, body } = await context.dial.fetch({
    url: `${url.origin}/.well-known/oauth-protected-resource${url.pathname}`,
    tls: tlsOf(profile),
  });
  const isThere = status === 200 && /json/.test(headers['content-type'] ?? '');
  const told = membersOf(isThere ? parseJson(body.toString()) : undefined);
  const { hubbub_dialects: dialects, authorization_servers: servers, resource } = told;
  const isClassic = !isThere || (Array.isArray(dialects) && dialects.includes('0.x'));
  const [issuer] = Array.isArray(servers) ? servers : [];
  return {
    dialect: dialect === '1.0' || !isClassic ? '1.0' : '0.x',
    issuer: typeof issuer === 'string' ? issuer : '',
    audience: typeof resource === 'string' ? resource : '',
  };
}

/** The address of a subscription. A space is `%20`: a hub that authorises by the address compares it as it stands. */
export function subscribeUrl(
  hub: string,
  dialect: Dialect,
  selectors: readonly string[],
  cursor: string,
  more: readonly (readonly [string, string])[],
): string {
  const pairs = [
    ...selectors.map((one) => (dialect === '0.x' ? (['topic', one] as const) : askedBy(one))),
    ...(cursor === '' ? [] : [[dialect === '0.x' ? 'lastEventID' : 'last_event_id', cursor] as const]),
    ...more,
  ];
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${hub}${hub.includes('?') ? '&' : '?'}${query}`;
}

const parameter = /^(match(?:_exact|_urlpattern)?)=(.*)$/s;
/** A plain variable of a URI template: in a URL pattern that would be the bare word. */
const variable = /\{[A-Za-z0-9_]+\}/;

/**
 * How 1.0 is asked for a selector. As it is written, where that has the parameter of an address; a template of 0.x is made a URL
 * pattern; a path with :names, braces or a star is one; anything else is the topic itself.
 */
export function askedBy(selector: string): readonly [name: string, value: string] {
  const [, name, value = ''] = parameter.exec(selector) ?? [];
  if (name !== undefined) return [name, value];
  if (selector === everything) return ['match_exact', selector];
  if (variable.test(selector)) return ['match_urlpattern', matcherOf(selector).match];
  return [/[/]:[a-z_]|[{}*]/i.test(selector) ? 'match_urlpattern' : 'match_exact', selector];
}
