import { expect, test } from 'vitest';
import { columnsWithin, templateOf } from './columns';

const names = (px: number) => columnsWithin(px).map(({ name }) => name);

test('columns are dropped from the right, never the first', () => {
  expect(names(1_200)).toHaveLength(9);
  expect(names(1_200).at(-1)).toBe('address');
  expect(names(816)).toEqual(['client', 'user', 'socketId', 'agent', 'page', 'lived', 'channels', 'lastMessage']);
  expect(names(540)).toEqual(['client', 'user', 'socketId', 'agent']);
  expect(names(10)).toEqual(['client']);
});

test('page and browser take what is left, or the last one', () => {
  expect(templateOf(columnsWithin(560))).toBe('140px 48px 152px minmax(144px, 1fr) minmax(0, 2fr)');
  expect(templateOf(columnsWithin(360))).toBe('140px 48px minmax(0, 2fr)');
});
