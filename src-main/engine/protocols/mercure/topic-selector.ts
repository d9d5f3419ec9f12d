import type { UriTemplate } from './uri-template';
import { parseUriTemplate } from './uri-template';

/**
 * What a subscriber asks for and what a token grants. In this order: `*` is every topic, the same text is that topic, a URI
 * template is every topic it may have made; anything else matches nothing. Source: the specification, Topic Selectors.
 */
export interface TopicSelector {
  readonly text: string;
  readonly kind: 'all' | 'exact' | 'template';
  matches(topic: string): boolean;
}

export const everything = '*';

export function topicSelector(text: string): TopicSelector {
  if (text === everything) {
    return { text, kind: 'all', matches: () => true };
  }
  const template = parseUriTemplate(text);
  return template === null
    ? { text, kind: 'exact', matches: (topic) => topic === text }
    : { text, kind: 'template', matches: (topic) => topic === text || isMade(template, topic) };
}

/** Longer topics are compared as texts only: the first match may take the product of both lengths. */
const longestTopic = 4_096;

function isMade(template: UriTemplate, topic: string): boolean {
  return topic.length <= longestTopic && template.matches(topic);
}
