import { type MatchType, matchTypes, type TopicSelector } from '../topic-selector';
import { subscriptionsPath } from './names';

/**
 * Topic, id and address of one subscription: its parts escaped once. A space is %20 rather than the `+` of the 0.x reference
 * hub, which the template that everybody watches with does not match. In 1.0 the type of the matcher stands before it.
 */
export function subscriptionPath(selector: Pick<TopicSelector, 'text' | 'matchType'>, subscriber: string): string {
  return `${selectorPath(selector)}/${escapeSegment(subscriber)}`;
}

/** Address of all subscriptions to one selector. */
export function selectorPath({ text, matchType }: Pick<TopicSelector, 'text' | 'matchType'>): string {
  return `${subscriptionsPath}/${matchType === null ? '' : `${matchType}/`}${escapeSegment(text)}`;
}

function escapeSegment(text: string): string {
  const escaped = encodeURIComponent(Buffer.from(text).toString());
  return escaped.replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** What a path asks for; null is any. */
export interface AskedSubscriptions {
  readonly matchType: MatchType | null;
  readonly selector: string | null;
  readonly subscriber: string | null;
}

const any: AskedSubscriptions = { matchType: null, selector: null, subscriber: null };

/** The selector and the subscriber a path of 0.x names, null for a path that is none. */
export function parseSubscriptionPath(path: string): AskedSubscriptions | null {
  const segments = segmentsOf(path, true);
  if (segments === null || segments.length > 2) return null;
  const [selector = null, subscriber = null] = segments;
  return { ...any, selector, subscriber };
}

/** The same of 1.0; a sentence for one with a type there is not, or a bad escape. */
export function parseModernPath(path: string): AskedSubscriptions | string | null {
  const segments = segmentsOf(path, false);
  if (segments === null) return 'A part of the address is not escaped as it has to be.';
  const [type, selector = null, subscriber = null] = segments;
  if (type === undefined) return any;
  if (segments.length === 1 || segments.length > 3) return null;
  const matchType = matchTypes.find((one) => one === type);
  return matchType === undefined
    ? 'There are the types "exact" and "urlpattern": /subscriptions/{match_type}/{match}/{subscriber}.'
    : { matchType, selector, subscriber };
}

function segmentsOf(path: string, isClassic: boolean): readonly string[] | null {
  const rest = path.slice(subscriptionsPath.length).replace(/^\//, '');
  if (rest === '') return [];
  try {
    return rest.split('/').map((one) => decodeURIComponent(isClassic ? one.replaceAll('+', ' ') : one));
  } catch {
    return null;
  }
}
