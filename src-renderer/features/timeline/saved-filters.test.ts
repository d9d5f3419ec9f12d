import { expect, test } from 'vitest';
import { parseFilters, withFilter } from './saved-filters';

test('a name keeps its place, and with it its key', () => {
  const list = withFilter(withFilter([], { name: 'orders', filter: 'channel:orders' }), { name: 'all', filter: '' });
  expect(withFilter(list, { name: 'orders', filter: 'channel:orders.*' })).toEqual([
    { name: 'orders', filter: 'channel:orders.*' },
    { name: 'all', filter: '' },
  ]);
  expect(parseFilters(JSON.parse(JSON.stringify(list)))).toEqual(list);
});

test('what is stored and is no filter is left out', () => {
  expect(parseFilters(null)).toEqual([]);
  expect(parseFilters([null, 7, {}, { name: '', filter: 'x' }, { name: 'x', filter: 7 }])).toEqual([]);
});
