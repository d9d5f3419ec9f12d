import { membersOf, parseJson } from '../../../../contract/json-text';
import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { tlsOf } from '../../../clients/tls-fields';

export type Dialect = '0.x' | '1.0';

/** Topic that all events about subscriptions match. */
export const subscriptionTopics: Readonly<Record<Dialect, string>> = {
  '0.x': '/.well-known/mercure/subscriptions{/topic}{/subscriber}',
  '1.0': '/.well-known/mercure/subscriptions/:match_type/:match/:subscriber',
};

/**
 * 1.0 has metadata of RFC 9728 beside the hub; a hub of 0.x has nothing there. One of ours that speaks both says so, and is
 * asked in 0.x: selectors and secrets of a profile are of that until somebody chooses 1.0.
 */
export async function detectDialect(context: ClientContext, profile: ResolvedProfile, hub: string): Promise<Dialect> {
  const { dialect } = profile.fields;
  if (dialect === '0.x' || dialect === '1.0') return dialect;
  const url = new URL(hub);
  const { status, headers, body } = await context.dial.fetch({
    url: `${url.origin}/.well-known/oauth-protected-resource${url.pathname}`,
    tls: tlsOf(profile),
  });
  if (status !== 200 || !/json/.test(headers['content-type'] ?? '')) return '0.x';
  const { hubbub_dialects: dialects } = membersOf(parseJson(body.toString()));
  return Array.isArray(dialects) && dialects.includes('0.x') ? '0.x' : '1.0';
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
    ...selectors.map((one) => [dialect === '0.x' ? 'topic' : matcher(one), one] as const),
    ...(cursor === '' ? [] : [[dialect === '0.x' ? 'lastEventID' : 'last_event_id', cursor] as const]),
    ...more,
  ];
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${hub}${hub.includes('?') ? '&' : '?'}${query}`;
}

/** A path with :names, braces or a star is a URL pattern; anything else is the topic itself. */
function matcher(selector: string): string {
  if (selector === '*') return 'match_exact';
  return /[/]:[a-z_]|[{}*]/i.test(selector) ? 'match_urlpattern' : 'match_exact';
}
