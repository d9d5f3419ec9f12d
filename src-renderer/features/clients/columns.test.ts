import { expect, test } from 'vitest';
import { columnsWithin, templateOf } from './columns';

const names = (px: number) => columnsWithin(px).map(({ name }) => name);

test('columns are dropped from the right, never the first', () => {
  expect(names(1_200)).toHaveLength(9);
  expect(names(1_200).at(-1)).toBe('address');
  expect(names(930)).toEqual(['client', 'user', 'socketId', 'agent', 'page', 'lived', 'channels', 'lastMessage']);
  expect(names(600)).toEqual(['client', 'user', 'socketId', 'agent']);
  expect(names(10)).toEqual(['client']);
});

test('the page takes what is left, or the last one', () => {
  expect(templateOf(columnsWithin(700))).toBe('172px 64px 168px 140px minmax(0, 1fr)');
  expect(templateOf(columnsWithin(410))).toBe('172px 64px minmax(0, 1fr)');
});
