import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepPlace, reachable, readPlace } from './window-place';

const left = { x: 0, y: 25, width: 1920, height: 1055 };
const right = { x: 1920, y: 0, width: 1280, height: 1024 };
const place = (x: number, y: number, width = 1000, height = 700) => ({
  area: { x, y, width, height },
  maximized: false,
});

test('a window stays where it was while its title bar can be reached', () => {
  expect(reachable(place(2000, 100), [left, right])).toEqual(place(2000, 100));
  expect(reachable(place(-900, 100), [left])).toEqual(place(-900, 100));
  expect(reachable(place(100, 1050), [left])).toEqual(place(100, 1050));
});

test('a window on a screen that is gone, or with its title bar off the screen, is out of reach', () => {
  expect(reachable(place(2000, 100), [left])).toBeNull();
  expect(reachable(place(-950, 100), [left])).toBeNull();
  expect(reachable(place(100, 0), [left])).toBeNull();
  expect(reachable(place(100, 1070), [left])).toBeNull();
  expect(reachable(place(0, 30), [])).toBeNull();
});

test('a window is no larger than the screen it is on', () => {
  expect(reachable(place(1930, 10, 1900, 1000), [left, right])).toEqual(place(1930, 10, 1280, 1000));
});

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hubbub-place-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a place is read as it was kept, in a folder that is made for it', () => {
  const file = join(folder, 'new', 'window.json');
  expect(readPlace(file)).toBeNull();
  keepPlace(file, { ...place(-5, 7), maximized: true });
  expect(readPlace(file)).toEqual({ ...place(-5, 7), maximized: true });
});

test.each(['', 'null', '[]', '{"area":{"x":1,"y":2,"width":"3","height":4}}', '{"area":{"x":1e999,"y":2}}'])(
  'a file that says %j counts as none',
  (text) => {
    const file = join(folder, 'window.json');
    writeFileSync(file, text);
    expect(readPlace(file)).toBeNull();
  },
);

test('a folder that cannot be written to is no error', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => keepPlace(join(file, 'window.json'), place(0, 0))).not.toThrow();
});
