import { expect, test } from 'vitest';
import { parsePast, parseSaved, withPast, withSaved } from './library';

const draft = {
  protocol: 'mercure',
  app: '1',
  channel: 'c',
  event: 'E',
  data: '{}',
  excludeSocketId: '',
  asSocketId: '',
  alternates: ['d'],
  isPrivate: true,
  id: 'i',
  retry: '5',
};

test('a saved message has its name for itself', () => {
  const one = withSaved([], { ...draft, name: 'b' });
  const two = withSaved(one, { ...draft, name: 'a' });
  expect(two.map(({ name }) => name)).toEqual(['a', 'b']);
  const three = withSaved(two, { ...draft, name: 'b', data: '1' });
  expect(three.map(({ name, data }) => [name, data])).toEqual([
    ['a', '{}'],
    ['b', '1'],
  ]);
  expect(parseSaved(JSON.parse(JSON.stringify(three)))).toEqual(three);
});

test('what was sent again moves up, and the oldest goes when there is no room', () => {
  const one = withPast(withPast([], draft, 1), { ...draft, event: 'F' }, 2);
  expect(withPast(one, draft, 3).map(({ event, atMs }) => [event, atMs])).toEqual([
    ['E', 3],
    ['F', 2],
  ]);
  let list = one;
  for (let at = 0; at < 80; at += 1) list = withPast(list, { ...draft, data: String(at) }, at);
  expect(list).toHaveLength(50);
  const large = withPast(list, { ...draft, data: 'x'.repeat(100_000) }, 99);
  expect(JSON.stringify(large).length).toBeLessThan(120_001);
  expect(large[0]?.data).toHaveLength(100_000);
  expect(withPast(list, { ...draft, data: 'x'.repeat(200_000) }, 99)).toBe(list);
});

test('what is stored and is no message is left out', () => {
  for (const parse of [parseSaved, parsePast]) {
    expect(parse(null)).toEqual([]);
    expect(parse('x')).toEqual([]);
    expect(parse([null, 7, {}, { name: 'x', channel: 7 }, { atMs: 'x', channel: 'c' }])).toEqual([]);
  }
});
