import type { ClientContext, ResolvedProfile } from '../../../clients/client-side';
import { everything } from '../topic-selector';
import { matcherOf } from '../upgrade';
import { readMetadata } from './metadata';

export type Dialect = '0.x' | '1.0';

/** Topic that all events about subscriptions match. */
export const subscriptionTopics: Readonly<Record<Dialect, string>> = {
  '0.x': '/.well-known/mercure/subscriptions{/topic}{/subscriber}',
  '1.0': '/.well-known/mercure/subscriptions/:match_type/:match/:subscriber',
};

/** Header of an answer that names the event before the first one sent. */
export const cursorHeaders: Readonly<Record<Dialect, string>> = {
  '0.x': 'last-event-id',
  '1.0': 'mercure-last-event-id',
};

/** What a hub speaks, and what it says a token of 1.0 has to name and may be sent in; '' where it does not say. */
export interface Detected {
  readonly dialect: Dialect;
  readonly issuer: string;
  readonly audience: string;
  readonly cookie: string;
}

/**
 * 1.0 has metadata of RFC 9728 beside the hub; a hub of 0.x has nothing there. One of ours that speaks both says so, and is
 * asked in 0.x: selectors of a profile are of that until somebody chooses 1.0.
 */
export async function detectDialect(context: ClientContext, profile: ResolvedProfile, hub: string): Promise<Detected> {
  const { dialect, auth } = profile.fields;
  const nothing = { issuer: '', audience: '', cookie: '' };
  if (dialect === '0.x' || (dialect === '1.0' && auth === 'none')) return { dialect, ...nothing };
  const told = await readMetadata(context, profile, hub);
  const isModern = dialect === '1.0' || (told !== null && !told.isClassicToo);
  return told === null || !isModern
    ? { dialect: isModern ? '1.0' : '0.x', ...nothing }
    : { dialect: '1.0', issuer: told.issuer, audience: told.resource, cookie: told.cookie };
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

/** How a person would have to write a selector that was asked by this parameter: with it, where it would be taken for another. */
export function asWritten(name: string, value: string): string {
  const parameterName = name === 'match' ? 'match_exact' : name;
  const [usual, asked] = askedBy(value);
  return usual === parameterName && asked === value ? value : `${parameterName}=${value}`;
}
