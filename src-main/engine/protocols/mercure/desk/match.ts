import type { MatchReport } from '../../../../contract/mercure';
import { everything, topicSelector } from '../topic-selector';
import { matcherOf } from './mint';

type Match = Pick<MatchReport, 'matches' | 'kind' | 'note' | 'values' | 'modern'>;

/** Whether a selector takes a topic, as the hub answers it: in time of the product of both lengths, whatever they are. */
export function matchTopic(text: string, topic: string): Match {
  const selector = topicSelector(text);
  const matches = selector.matches(topic);
  const values = matches && selector.kind === 'template' && text !== topic ? valuesOf(text, topic) : [];
  return {
    matches,
    kind: selector.kind,
    note: noteOf(text, topic, selector.kind, matches),
    values,
    modern: modernOf(text),
  };
}

function modernOf(text: string): string {
  const { match, match_type } = matcherOf(text);
  return match_type === undefined ? `match=${match}` : `match_${match_type}=${match}`;
}

function noteOf(text: string, topic: string, kind: Match['kind'], matches: boolean): string {
  if (kind === 'exact' && text.includes('{')) {
    return 'There is a "{" in it, but it is no URI template: it only matches the very same text.';
  }
  if (kind === 'exact' && text !== everything && text.includes('*')) {
    return '"*" stands for every topic only when it is alone. Write a URI template instead: {+rest}.';
  }
  if (matches) {
    return '';
  }
  if (kind === 'exact') {
    return nearlySame(text, topic);
  }
  // A variable of the plain kind takes no reserved character.
  return /\{[^+#]/.test(text) ? 'A plain variable stops at "/", ":", "@" and "?"; {+name} takes them too.' : '';
}

function nearlySame(text: string, topic: string): string {
  const [one, other] = [text.replace(/\/+$/, ''), topic.replace(/\/+$/, '')];
  if (one === other) {
    return 'They differ by a slash at the end.';
  }
  if (one.toLowerCase() === other.toLowerCase()) {
    return 'They differ by upper and lower case.';
  }
  return one.replace(/^https?:/, '') === other.replace(/^https?:/, '') ? 'They differ by http and https.' : '';
}

const simpleExpression = /\{([A-Za-z0-9_.]+)\}/;

/**
 * What the variables stand for, where that is certain: plain variables with a text between each two of them, found from the
 * left. Empty for any other template; the hub itself never works this out.
 */
function valuesOf(template: string, topic: string): MatchReport['values'] {
  const parts = template.split(simpleExpression);
  if (
    parts.some((part, at) => at % 2 === 0 && (/[{}]/.test(part) || (part === '' && at > 0 && at < parts.length - 1)))
  ) {
    return [];
  }
  const values: [string, string][] = [];
  let at = parts[0]?.length ?? 0;
  for (let index = 1; index < parts.length; index += 2) {
    const following = parts[index + 1] ?? '';
    const end = following === '' ? topic.length : topic.indexOf(following, at);
    if (end < 0) {
      return [];
    }
    values.push([parts[index] as string, topic.slice(at, end)]);
    at = end + following.length;
  }
  return at === topic.length ? values : [];
}
