import type { MatchReport, MercureDialect } from '../../../../contract/mercure';
import { checkedMatcher } from '../modern-claims';
import { everything, namedSelector, type TopicSelector, topicSelector } from '../topic-selector';
import { matcherParameter } from '../upgrade';

type Match = Pick<MatchReport, 'matches' | 'kind' | 'note' | 'values' | 'modern' | 'modernMatches'>;

/** Whether a selector takes a topic, as the hub answers it: in time of the product of both lengths, whatever they are. */
export function matchTopic(text: string, topic: string, dialect: MercureDialect): Match {
  return dialect === '1.0' ? modernMatch(text, topic) : classicMatch(text, topic);
}

function classicMatch(text: string, topic: string): Match {
  const selector = topicSelector(text);
  const matches = selector.matches(topic);
  const values = matches && selector.kind === 'template' && text !== topic ? valuesOf(text, topic) : [];
  const modern = matcherParameter(text);
  return {
    matches,
    kind: selector.kind,
    note: noteOf(text, topic, selector.kind, matches),
    values,
    modern,
    modernMatches: namedSelector(modern.replace(/^match=/, 'match_exact=')).matches(topic),
  };
}

const parameter = /^match(?:_(exact|urlpattern))?=(.*)$/s;

/** As written in an address, with its parameter; without one a pattern, as nobody tries out whether two texts are equal. */
function modernMatch(text: string, topic: string): Match {
  const [whole, type, value = ''] = parameter.exec(text) ?? [];
  const isExact = whole !== undefined && type !== 'urlpattern';
  const asked = whole === undefined ? text : value;
  const matcher = checkedMatcher(asked, isExact ? 'exact' : 'urlpattern');
  const modern = `${isExact ? 'match' : 'match_urlpattern'}=${asked}`;
  if (typeof matcher === 'string') {
    return { matches: false, kind: 'none', note: `It ${matcher}.`, values: [], modern, modernMatches: false };
  }
  const matches = matcher.matches(topic);
  const note = matches ? '' : modernNote(matcher, topic);
  return { matches, kind: matcher.kind, note, values: [], modern, modernMatches: matches };
}

function modernNote({ kind, text }: TopicSelector, topic: string): string {
  if (kind === 'exact') {
    return /[{*:]/.test(text.replace(/^[a-z]+:/i, '')) && nearlySame(text, topic) === ''
      ? 'It is compared as a text. Ask by match_urlpattern= for many topics.'
      : nearlySame(text, topic);
  }
  if (/\{[A-Za-z0-9_]+\}/.test(text)) {
    return '"{id}" is of the URI templates of 0.x; a URL pattern has ":id".';
  }
  if (text.startsWith('/') !== topic.startsWith('/')) {
    return 'One of them is relative: a relative pattern matches relative topics, and nothing else.';
  }
  return 'A name such as ":id" takes one character at least and stops at "/"; "*" takes everything.';
}

function noteOf(text: string, topic: string, kind: TopicSelector['kind'], matches: boolean): string {
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
