import { expect, test } from 'vitest';
import { parseFilter } from '../../../../src-main/contract/filter-text';
import { isFault, type JsonNode, readJson } from '../../../format/json-nodes';
import { treeRows } from './tree-rows';

function read(value: unknown): JsonNode {
  const node = readJson(typeof value === 'string' ? value : JSON.stringify(value));
  if (isFault(node)) throw new Error(node.wanted);
  return node;
}

const nothingChosen = new Map<string, boolean>();

test('lines come in order, with level, path and place', () => {
  const rows = treeRows(
    read('{"id":7,"user":{"na me":"Anna"},"lines":[{"sku":"TEA"}],"none":{}}'),
    'data',
    nothingChosen,
  );
  expect(
    rows.map(({ label, path, level, position, siblings, count }) => [label, path, level, position, siblings, count]),
  ).toEqual([
    ['data', '$', 1, 1, 1, 4],
    ['id', '$.id', 2, 1, 4, null],
    ['user', '$.user', 2, 2, 4, 1],
    ['na me', '$.user["na me"]', 3, 1, 1, null],
    ['lines', '$.lines', 2, 3, 4, 1],
    ['0', '$.lines[0]', 3, 1, 1, 1],
    ['sku', '$.lines[0].sku', 4, 1, 1, null],
    ['none', '$.none', 2, 4, 4, 0],
  ]);
  expect(rows.map(({ parent }) => parent)).toEqual([-1, 0, 0, 2, 0, 4, 5, 0]);
  expect(rows.map(({ isOpen }) => isOpen)).toEqual([true, null, true, null, true, true, null, null]);
});

test('a path is one the filter takes', () => {
  const rows = treeRows(read('{"a":[{"b.c":1}]}'), '', nothingChosen);
  const path = rows.at(-1)?.path;
  expect(parseFilter(`path:${path}=1`).filter.terms).toMatchObject([{ steps: ['a', '0', 'b.c'] }]);
});

test('JSON in strings is opened in place, at every level, and said to have been a string', () => {
  const rows = treeRows(read(JSON.stringify(JSON.stringify({ inner: '[1]' }))), 'data', nothingChosen);
  expect(rows.map(({ path, wasString, count }) => [path, wasString, count])).toEqual([
    ['$', true, 1],
    ['$.inner', true, 1],
    ['$.inner[0]', false, null],
  ]);
});

test('what a person opened or closed wins, by path', () => {
  const node = read({ user: { id: 1 } });
  expect(treeRows(node, '', new Map([['$.user', false]]))).toHaveLength(2);
  expect(treeRows(node, '', new Map([['$', false]]))).toHaveLength(1);
});

test('many siblings stay closed', () => {
  const items = Array.from({ length: 10_000 }, (_, id) => ({ id }));
  expect(treeRows(read({ items }), '', new Map([['$.items', true]]))).toHaveLength(10_002);
});

test('a long string opens into pieces that put together are the string', () => {
  const text = `${'x'.repeat(1_999)}😀${'y'.repeat(300)}`;
  const closed = treeRows(read({ text }), '', nothingChosen);
  expect(closed.at(-1)).toMatchObject({ isOpen: false, part: null });
  const open = treeRows(read({ text }), '', new Map([['$.text', true]])).slice(2);
  expect(open.map(({ part }) => part?.length)).toEqual([1_999, 302]);
  expect(open.map(({ part }) => part).join('')).toBe(text);
});
