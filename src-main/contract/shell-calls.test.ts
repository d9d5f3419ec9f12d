import { expect, test } from 'vitest';
import { menuWords, readShellState } from './shell-calls';

const state = {
  commands: 'Commands',
  menus: [{ title: 'View', items: [{ id: 'view.pause', title: 'Pause', accelerator: null, isOffered: true }] }],
  words: menuWords,
  clients: 1,
  hub: 'Hub running',
  quit: { message: 'a', detail: 'b', quit: 'c', stay: 'd' },
  show: 'Show',
  mini: 'Mini',
};

test('what a page tells its window is checked', () => {
  expect(readShellState(state)).toEqual(state);
  expect(readShellState({ ...state, extra: 1 })).toEqual(state);
  for (const wrong of [
    { ...state, words: { ...menuWords, undo: undefined } },
    null,
    'x',
    {},
    { ...state, clients: '1' },
    { ...state, menus: [{ title: 'View' }] },
  ]) {
    expect(readShellState(wrong)).toBeNull();
  }
  const many = Array.from({ length: 301 }, () => state.menus[0]?.items[0]);
  expect(readShellState({ ...state, menus: [{ title: 'View', items: many }] })).toBeNull();
});
