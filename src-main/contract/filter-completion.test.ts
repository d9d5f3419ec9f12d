import { describe, expect, test } from 'vitest';
import { completeFilter, quoteFilterValue } from './filter-completion';
import { parseFilter } from './filter-text';

const inserts = (text: string, caret = text.length) => completeFilter(text, caret).choices.map(({ insert }) => insert);

describe('completing a filter', () => {
  test('offers fields where a word begins', () => {
    expect(inserts('')).toContain('channel:');
    expect(completeFilter('shipped -c', 10)).toMatchObject({ from: 9, to: 10, field: null, prefix: 'c' });
    expect(inserts('shipped -c')).toEqual(['channel:', 'client:']);
    expect(inserts('s')).toEqual(['size>', 'since:', 'source:']);
    expect(inserts('shipped x')).toEqual([]);
  });

  test('tells which names to ask for', () => {
    expect(completeFilter('channel:priv x', 12)).toMatchObject({
      from: 8,
      to: 12,
      field: 'channel',
      prefix: 'priv',
      choices: [],
    });
    expect(completeFilter('event:"a b', 10)).toMatchObject({ field: 'event', prefix: 'a b' });
  });

  test('offers kinds one by one in a list', () => {
    expect(completeFilter('kind:auth,p', 11)).toMatchObject({ from: 10, to: 11, field: 'kind', prefix: 'p' });
    expect(inserts('kind:auth,p')).toEqual(['publish', 'presence', 'ping']);
    expect(inserts('kind:unsub')).toEqual(['unsubscribe']);
  });

  test('offers fields again when the caret is in the field of a word', () => {
    expect(completeFilter('channel:x', 2)).toMatchObject({ from: 0, to: 8, field: null, prefix: 'ch' });
  });

  test('quotes names that would fall apart', () => {
    for (const name of ['plain', 'two words', 'a "b" \\c']) {
      expect(parseFilter(`channel:${quoteFilterValue(name)}`).filter.terms).toMatchObject([{ pattern: name }]);
    }
  });
});
