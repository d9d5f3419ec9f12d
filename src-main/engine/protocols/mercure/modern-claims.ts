import type { JsonValue } from '../../../contract/entry';
import { textFault } from './protocol-text';
import type { JsonObject, MercureClaims, TokenPayload } from './token';
import { type MatchType, matchTypes, topicMatcher } from './topic-selector';

/** `type` of the authorization details that are Mercure's. */
export const detailType = 'https://mercure.rocks/authorization-detail';

/** Matchers of one subscription or one token, and the bytes of each. */
export const maxMatchers = 100;
export const maxMatcherBytes = 4_096;

/**
 * `authorization_details` of a token of 1.0 (RFC 9396). Details of another type are nobody's business; one of Mercure's that is
 * not as it has to be makes the whole token none: a sentence in its place.
 */
export function modernClaims({ authorization_details: details }: JsonObject): MercureClaims | string {
  if (details === undefined || details === null) {
    return { publish: null, subscribe: null, payloads: [] };
  }
  if (!Array.isArray(details)) {
    return 'Its claim authorization_details is no list.';
  }
  const publish: string[] = [];
  const subscribe: string[] = [];
  const payloads: TokenPayload[] = [];
  let count = 0;
  for (const [at, detail] of (details as readonly JsonValue[]).entries()) {
    if (!isObject(detail)) {
      return `Its authorization_details[${at}] is no object.`;
    }
    if (detail.type !== detailType) {
      continue;
    }
    const topics = topicsOf(detail);
    if (typeof topics === 'string') {
      return `Its authorization_details[${at}] ${topics}.`;
    }
    count += topics.length;
    const actions = detail.actions as readonly string[];
    if (actions.includes('publish')) publish.push(...topics);
    if (actions.includes('subscribe')) {
      subscribe.push(...topics);
      payloads.push({ topics, payload: detail.payload });
    }
  }
  if (count > maxMatchers) {
    return `Its authorization_details hold ${count} matchers, more than ${maxMatchers}.`;
  }
  const orNull = (list: readonly string[]) => (list.length === 0 ? null : list);
  return { publish: orNull(publish), subscribe: orNull(subscribe), payloads };
}

/** Names of its matchers, or what is wrong with it, to be said after "it". */
function topicsOf({ actions, topics, payload }: JsonObject): readonly string[] | string {
  if (!Array.isArray(actions) || actions.length === 0 || !actions.every((one) => typeof one === 'string')) {
    return 'has no list of actions: ["publish"], ["subscribe"], or both';
  }
  if (!Array.isArray(topics) || topics.length === 0) {
    return 'has no list of topics: [{"match":"*"}]';
  }
  if (payload !== undefined && payload !== null && !isObject(payload)) {
    return 'has a payload that is no object';
  }
  if (topics.length > maxMatchers) {
    return `has ${topics.length} topics, more than ${maxMatchers}`;
  }
  const names: string[] = [];
  for (const topic of topics as readonly JsonValue[]) {
    const name = nameOf(topic);
    if (typeof name !== 'string') return name.fault;
    names.push(name);
  }
  return names;
}

function nameOf(topic: JsonValue): string | { readonly fault: string } {
  if (!isObject(topic)) {
    return { fault: 'has a topic that is no object: {"match":"…"}, where 0.x had a text' };
  }
  const { match, match_type: type = 'exact' } = topic;
  if (typeof match !== 'string' || match === '') {
    return { fault: 'has a topic without "match"' };
  }
  if (!(matchTypes as readonly JsonValue[]).includes(type)) {
    return { fault: `has a topic of the match_type ${JSON.stringify(type)}; there are "exact" and "urlpattern"` };
  }
  const matcher = checkedMatcher(match, type as MatchType);
  return typeof matcher === 'string' ? { fault: `has a topic that ${matcher}` } : matcher.name;
}

/** A matcher of 1.0 within its bounds, or what is wrong with it, to be said after "it". */
export function checkedMatcher(text: string, type: MatchType) {
  if (Buffer.byteLength(text) > maxMatcherBytes) {
    return `is longer than ${maxMatcherBytes} bytes`;
  }
  const fault = textFault(text);
  if (fault !== '') {
    return fault;
  }
  const matcher = topicMatcher(text, type);
  return typeof matcher === 'string' ? `is no URL pattern: ${matcher.replace(/\.$/, '')}` : matcher;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
