import type { MercureDialect } from '../../../../contract/mercure';
import { type Form, valuesOf } from '../form';
import { checkedMatcher, maxMatchers } from '../modern-claims';
import { maxSelectors } from '../token';
import { type MatchType, type TopicSelector, topicSelector } from '../topic-selector';
import { quote, type Refusal } from './refusal';

/** What a subscriber asks for, without repetition; or why not. */
export type AskedSelectors = { readonly selectors: readonly TopicSelector[] } | { readonly refusal: Refusal };

/** The selectors of a query in the words of its dialect. */
export function askedSelectors(query: Form, dialect: MercureDialect): AskedSelectors {
  return dialect === '1.0' ? modernSelectors(query) : classicSelectors(query);
}

function classicSelectors(query: Form): AskedSelectors {
  const asked = valuesOf(query, 'topic');
  if (asked.length === 0) {
    const modern = query.pairs.find(([name]) => /^match/i.test(name))?.[0];
    return bad(
      'topic',
      'Missing "topic" parameter.',
      modern === undefined
        ? 'Name what to subscribe to: /.well-known/mercure?topic=https%3A%2F%2Fexample.com%2Fbooks%2F1, or topic=* for all.'
        : `"${quote(modern, 40)}" is of protocol 1.0, and this is answered as 0.x: set mercure.dialect to 1.0 or auto, or ask by topic=.`,
      query.isBroken ? brokenQuery : 'no parameter of this name',
      'topic=…',
    );
  }
  if (asked.length > maxSelectors) {
    const reason = `There are ${asked.length} topics, at most ${maxSelectors} are allowed.`;
    return bad('topics', reason, 'A URI template covers many topics.', String(asked.length), `at most ${maxSelectors}`);
  }
  return { selectors: [...new Set(asked)].map(topicSelector) };
}

const names: ReadonlyMap<string, MatchType> = new Map([
  ['match', 'exact'],
  ['match_exact', 'exact'],
  ['match_urlpattern', 'urlpattern'],
]);
const known = 'match, match_exact, match_urlpattern';

function modernSelectors(query: Form): AskedSelectors {
  if (query.isMisencoded) {
    const reason = 'The query holds bytes that are no UTF-8.';
    return bad('match', reason, 'Write it with encodeURIComponent.', 'bytes that are no UTF-8', 'UTF-8, escaped');
  }
  const selectors = new Map<string, TopicSelector>();
  let count = 0;
  for (const [name, value] of query.pairs) {
    const type = names.get(name);
    if (type === undefined) {
      const refusal = strangeName(name);
      if (refusal !== null) return refusal;
      continue;
    }
    count += 1;
    if (count > maxMatchers) {
      const reason = `There are more than ${maxMatchers} matchers.`;
      const hint = 'A URL pattern covers many topics; or open several streams. 0.x allowed 1000.';
      return bad('matches', reason, hint, `more than ${maxMatchers}`, `at most ${maxMatchers}`);
    }
    const matcher = checkedMatcher(value, type);
    if (typeof matcher === 'string') {
      const reason = `The parameter ${name} ${matcher}.`;
      return bad(
        'match',
        reason,
        'A ":" begins a name and "(", "{", "*", "?", "+" are signs of a pattern: "\\" before one makes it a text.',
        quote(value, 200),
        type === 'exact' ? 'a topic' : 'a URL pattern',
      );
    }
    selectors.set(`${type} ${value}`, matcher);
  }
  return selectors.size > 0
    ? { selectors: [...selectors.values()] }
    : bad(
        'match',
        'Missing "match" parameter.',
        'Name what to subscribe to: match=https%3A%2F%2Fexample.com%2Fbooks%2F1, match_urlpattern=…, or match=* for all.',
        query.isBroken ? brokenQuery : 'no parameter of this name',
        known,
      );
}

/** All names that begin with "match" are the protocol's; others are nobody's business, except that of 0.x. */
function strangeName(name: string): AskedSelectors | null {
  if (name === 'topic') {
    const hint =
      'Protocol 1.0 has match= for a topic and match_urlpattern= for many: /books/{id} of 0.x is /books/:id.';
    return bad('topic', 'The parameter "topic" is of protocol 0.x.', hint, name, known);
  }
  if (!/^match/i.test(name)) return null;
  const reason = `There is no parameter "${quote(name, 60)}".`;
  return bad('match', reason, 'Names are in lower case, and there are these alone.', quote(name, 60), known);
}

const brokenQuery = 'a query with a bad escape or a raw semicolon';

function bad(check: string, reason: string, hint: string, received: string, expected: string): AskedSelectors {
  return { refusal: { status: 400, check, reason, hint, received, expected } };
}
