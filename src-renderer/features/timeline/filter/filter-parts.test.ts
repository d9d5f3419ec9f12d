import { expect, test } from 'vitest';
import { parseFilter } from '../../../../src-main/contract/filter-text';
import { type FilterPart, partsOf } from './filter-parts';

const parts = (text: string) => partsOf(text, parseFilter(text));
const textOf = (found: readonly FilterPart[]) => found.map(({ text }) => text).join('');

test('tokens are filled, words are not', () => {
  expect(parts('since:5m -event:cache.* shipped')).toEqual([
    { text: 'since:', look: 'field', edge: 'start', isFaulty: false },
    { text: '5m', look: 'value', edge: 'end', isFaulty: false },
    { text: ' ', look: 'plain', edge: 'none', isFaulty: false },
    { text: '-event:', look: 'field', edge: 'start', isFaulty: false },
    { text: 'cache.*', look: 'value', edge: 'end', isFaulty: false },
    { text: ' ', look: 'plain', edge: 'none', isFaulty: false },
    { text: 'shipped', look: 'plain', edge: 'none', isFaulty: false },
  ]);
  expect(parts('size>8kb').map(({ text }) => text)).toEqual(['size', '>8kb']);
});

test('only the part at fault is marked', () => {
  expect(parts('size>8kx x')).toEqual([
    { text: 'size>', look: 'plain', edge: 'none', isFaulty: false },
    { text: '8kx', look: 'plain', edge: 'none', isFaulty: true },
    { text: ' ', look: 'plain', edge: 'none', isFaulty: false },
    { text: 'x', look: 'plain', edge: 'none', isFaulty: false },
  ]);
  expect(parts('channel:')).toEqual([{ text: 'channel:', look: 'plain', edge: 'none', isFaulty: true }]);
});

test('nothing of the text is lost', () => {
  for (const text of ['', '  ', 'a  b ', '-kind:ping "two words', 'kind:x,y  size>', '"" -', '实时 channel:"a b" '])
    expect(textOf(parts(text))).toBe(text);
});
