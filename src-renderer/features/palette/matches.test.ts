import { expect, test } from 'vitest';
import { matchesIn, readQuery } from './matches';

test('every word of a query has to be there, whatever its case', () => {
  expect(matchesIn('Resend OrderShipped', 'order')).toEqual([[7, 12]]);
  expect(matchesIn('Pause the view', 'view pause')).toEqual([
    [0, 5],
    [10, 14],
  ]);
  expect(matchesIn('Pause the view', 'view now')).toBeNull();
  expect(matchesIn('Pause', '')).toEqual([]);
  expect(matchesIn('暂停视图', '视图')).toEqual([[2, 4]]);
});

test('a sign in front narrows', () => {
  expect(readQuery('> pause')).toEqual({ only: 'actions', query: 'pause' });
  expect(readQuery('#orders')).toEqual({ only: 'channels', query: 'orders' });
  expect(readQuery(' orders ')).toEqual({ only: null, query: 'orders' });
});
