import { expect, test } from 'vitest';
import { isFault, readJson } from '../../../format/json-nodes';
import { treeMove } from './tree-keys';
import { treeRows } from './tree-rows';

const node = readJson('{"id":7,"user":{"id":42},"lines":[1,2],"total":19.90}');
if (isFault(node)) throw new Error(node.wanted);
/** 0 data, 1 id, 2 user (closed), 3 lines (open), 4 0, 5 1, 6 total. */
const rows = treeRows(node, 'data', new Map([['$.user', false]]));

test.each([
  [0, 'ArrowDown', { go: 1 }],
  [6, 'ArrowDown', { go: 6 }],
  [0, 'ArrowUp', { go: 0 }],
  [1, 'End', { go: 6 }],
  [5, 'Home', { go: 0 }],
  [1, 'PageDown', { go: 4 }],
  [5, 'PageUp', { go: 2 }],
  [2, 'ArrowRight', { open: ['$.user'] }],
  [3, 'ArrowRight', { go: 4 }],
  [1, 'ArrowRight', null],
  [3, 'ArrowLeft', { close: '$.lines' }],
  [5, 'ArrowLeft', { go: 3 }],
  [2, 'ArrowLeft', { go: 0 }],
  [2, 'Enter', { open: ['$.user'] }],
  [3, ' ', { close: '$.lines' }],
  [1, 'Enter', null],
  [1, '*', { open: ['$.user'] }],
  [1, 't', { go: 6 }],
  [6, 'U', { go: 2 }],
  [6, 'x', null],
  [1, 'Tab', null],
])('line %d, %s', (at, key, move) => {
  expect(treeMove(rows, at, key, 3)).toEqual(move);
});
