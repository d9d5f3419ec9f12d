import { parseUriTemplate, type UriTemplate } from './uri-template';
import { parseUrlPattern, type UrlPattern } from './url-pattern/url-pattern';

/**
 * What a subscriber asks for and what a token grants.
 * 0.x, in this order: `*` is every topic, the same text is that topic, a URI template is every topic it may have made; anything
 * else matches nothing. 1.0: `*` is every topic; then an exact text, or a URL pattern. Source: the specification, Topic
 * Selectors and Topic Matchers.
 */
export interface TopicSelector {
  /** As it was asked for. */
  readonly text: string;
  /**
   * What it is called in entries: its text; with the parameter of 1.0 before it where the text alone would mean something else.
   */
  readonly name: string;
  readonly kind: 'all' | 'exact' | 'template' | 'pattern';
  /** How 1.0 was asked for it; null in 0.x. */
  readonly matchType: MatchType | null;
  matches(topic: string): boolean;
}

export const matchTypes = ['exact', 'urlpattern'] as const;
export type MatchType = (typeof matchTypes)[number];

export const everything = '*';

const matchesAll = () => true;
const named = /^match_(exact|urlpattern)=/;

/** A selector of 0.x. */
export function topicSelector(text: string): TopicSelector {
  const [name, matchType] = [classicName(text), null];
  if (text === everything) {
    return { text, name, kind: 'all', matchType, matches: matchesAll };
  }
  const template = parseUriTemplate(text);
  return template === null
    ? { text, name, kind: 'exact', matchType, matches: (topic) => topic === text }
    : { text, name, kind: 'template', matchType, matches: (topic) => topic === text || isMade(template, topic) };
}

/** A matcher of 1.0, or a sentence that says why it is none. */
export function topicMatcher(text: string, matchType: MatchType): TopicSelector | string {
  if (text === everything) {
    return { text, name: text, kind: 'all', matchType, matches: matchesAll };
  }
  if (matchType === 'urlpattern') {
    const pattern = parseUrlPattern(text, patternBase);
    const name = `match_urlpattern=${text}`;
    return typeof pattern === 'string'
      ? pattern
      : { text, name, kind: 'pattern', matchType, matches: (topic) => isMade(pattern, topic) };
  }
  const isPlain = !named.test(text) && parseUriTemplate(text) === null;
  const name = isPlain ? text : `match_exact=${text}`;
  return { text, name, kind: 'exact', matchType, matches: (topic) => topic === text };
}

/** A selector by its name. Total: a pattern that is none matches nothing. */
export function namedSelector(name: string): TopicSelector {
  const found = named.exec(name);
  if (found === null) {
    return topicSelector(name);
  }
  const text = name.slice(found[0].length);
  const matcher = topicMatcher(text, found[1] as MatchType);
  return typeof matcher === 'string'
    ? { text, name, kind: 'pattern', matchType: 'urlpattern', matches: () => false }
    : matcher;
}

/** Name of a selector of 0.x. */
export function classicName(text: string): string {
  return named.test(text) ? `match_exact=${text}` : text;
}

/**
 * Where relative patterns and topics are taken to be, as by the reference hub where its own address is not configured: they
 * match each other, and nothing absolute.
 */
const patternBase = 'http://mercure.invalid/.well-known/mercure';

/** Longer topics are compared as texts only: the first match may take the product of both lengths. */
const longestTopic = 4_096;

function isMade(made: UriTemplate | UrlPattern, topic: string): boolean {
  return topic.length <= longestTopic && made.matches(topic);
}
