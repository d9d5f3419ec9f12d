import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFilter } from './filter-text';
import { sinceMs } from './filter-value';
import { limits } from './limits';

const terms = (text: string) => parseFilter(text).filter.terms;
const text = (value: string, isNegated = false) => ({ field: 'text', text: value, isNegated });

describe('the text of a filter', () => {
  test('is words, phrases and fields', () => {
    expect(terms('  shipped "two words"  -draft -"not this" ')).toEqual([
      text('shipped'),
      text('two words'),
      text('draft', true),
      text('not this', true),
    ]);
    expect(terms('channel:private-chat.* -event:client-typing client:42 EVENT:"a b"')).toEqual([
      { field: 'channel', pattern: 'private-chat.*', isNegated: false },
      { field: 'event', pattern: 'client-typing', isNegated: true },
      { field: 'client', client: '42', isNegated: false },
      { field: 'event', pattern: 'a b', isNegated: false },
    ]);
  });

  test.each([
    'https://app.test/x',
    '"id":7',
    '{"id":7,"a":[1]}',
    'App\\Events\\OrderShipped',
    '实时',
    '-',
    'foo:bar',
    'a"b',
  ])('takes %s as an ordinary word', (word) => {
    expect(terms(word)).toEqual([text(word)]);
  });

  test('has quotes and backslashes inside phrases escaped, and an open phrase reach to the end', () => {
    expect(terms('"say \\"hi\\" \\\\ now" next')).toEqual([text('say "hi" \\ now'), text('next')]);
    expect(terms('x "still typing it')).toEqual([text('x'), text('still typing it')]);
    expect(terms('x ""')).toEqual([text('x')]);
  });

  test('has kinds, actions and lists of them', () => {
    expect(terms('kind:auth')).toEqual([{ field: 'kind', kinds: [{ kind: 'auth', action: null }], isNegated: false }]);
    expect(terms('-kind:ping,Unsubscribe,join')).toEqual([
      {
        field: 'kind',
        kinds: [
          { kind: 'ping', action: null },
          { kind: 'subscribe', action: 'unsubscribe' },
          { kind: 'presence', action: 'join' },
        ],
        isNegated: true,
      },
    ]);
  });

  test.each([
    ['size>8kb', '>', 8_000],
    ['size<100', '<', 100],
    ['size>=1.5MB', '>=', 1_500_000],
    ['size:>1kib', '>', 1_024],
    ['size:512', '=', 512],
  ])('has sizes: %s', (word, operator, bytes) => {
    expect(terms(word)).toEqual([{ field: 'size', operator, bytes, isNegated: false }]);
  });

  test.each([
    ['path:$.user.id=7', ['user', 'id'], '7'],
    ['path:user.id=7', ['user', 'id'], '7'],
    ['path:$.items[0].name="a b"', ['items', '0', 'name'], 'a b'],
    ['path:$["odd.name"][*]', ['odd.name', '*'], null],
    ['path:$.a=', ['a'], ''],
  ])('has paths: %s', (word, steps, value) => {
    expect(terms(word)).toEqual([{ field: 'path', steps, value, isNegated: false }]);
  });

  test('has moments', () => {
    expect(terms('since:5m since:14:02 since:2026-03-01T10:00Z')).toEqual([
      { field: 'since', kind: 'ago', ms: 300_000, isNegated: false },
      { field: 'since', kind: 'time', hour: 14, minute: 2, second: 0, isNegated: false },
      { field: 'since', kind: 'date', atMs: Date.UTC(2026, 2, 1, 10), isNegated: false },
    ]);
  });

  test('says what is wrong where it is, and keeps the rest', () => {
    const { filter, problems, tokens } = parseFilter('shipped size>big kind:nothing channel:');
    expect(filter.terms).toEqual([text('shipped')]);
    expect(problems.map(({ start, end, message }) => [start, end, message])).toEqual([
      [8, 16, '"big" is not a size.'],
      [17, 29, 'There is no kind "nothing".'],
      [30, 38, 'channel: needs a value.'],
    ]);
    expect(problems.every(({ hint }) => hint !== '')).toBe(true);
    expect(tokens.map(({ term }) => term === null)).toEqual([false, true, true, true]);
  });

  test('tells where each token and its value are', () => {
    const { tokens } = parseFilter(' -channel:"a b"  x');
    expect(tokens.map(({ start, end, valueStart }) => [start, end, valueStart])).toEqual([
      [1, 15, 10],
      [17, 18, 17],
    ]);
  });

  test('is bounded', () => {
    const { filter, problems } = parseFilter('a'.repeat(limits.filterChars + 10));
    expect(filter.terms).toEqual([text('a'.repeat(limits.filterChars))]);
    expect(problems).toHaveLength(1);
  });

  test('may be anything at all', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('"', '-', ':', 'size>', 'path:$', 'kind:', 'since:', ' ', '\\', '['),
    );
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join('')),
        (any) => {
          const { tokens } = parseFilter(any);
          let at = 0;
          for (const { start, end, valueStart } of tokens) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            expect(valueStart).toBeGreaterThanOrEqual(start);
            expect(valueStart).toBeLessThanOrEqual(end);
            at = end;
          }
        },
      ),
    );
  });
});

test('a time of day is the last one that was', () => {
  const now = new Date(2026, 5, 1, 14, 0, 0).getTime();
  expect(sinceMs({ kind: 'time', hour: 13, minute: 30, second: 0 }, now)).toBe(new Date(2026, 5, 1, 13, 30).getTime());
  expect(sinceMs({ kind: 'time', hour: 14, minute: 2, second: 0 }, now)).toBe(new Date(2026, 4, 31, 14, 2).getTime());
  expect(sinceMs({ kind: 'ago', ms: 1_000 }, now)).toBe(now - 1_000);
});
