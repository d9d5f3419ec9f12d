import { expect, test } from 'vitest';
import { editorAddress, readEditorPlace } from './editor';

const place = { editor: 'vscode', dir: '/home/anna/my shop', file: 'resources/js/chat.js', line: 42 } as const;

test.each([
  [place, 'vscode://file/home/anna/my%20shop/resources/js/chat.js:42'],
  [{ ...place, editor: 'phpstorm' }, 'phpstorm://open?file=/home/anna/my%20shop/resources/js/chat.js&line=42'],
  [{ ...place, dir: 'C:\\shop' }, 'vscode://file/C:/shop/resources/js/chat.js:42'],
  [{ ...place, file: 'a&b=c?.js' }, 'vscode://file/home/anna/my%20shop/a%26b%3Dc%3F.js:42'],
  [{ ...place, file: '../other/secret' }, null],
  [{ ...place, file: 'a/../../b' }, null],
  [{ ...place, file: '/etc/passwd' }, null],
  [{ ...place, file: 'a\\..\\b' }, null],
  [{ ...place, dir: 'shop' }, null],
  [{ ...place, line: 0 }, null],
  [{ ...place, editor: 'javascript' as never }, null],
] as const)('%j opens at %s', (asked, address) => {
  expect(editorAddress(asked)).toBe(address);
});

test('what is no place is turned away', () => {
  expect(readEditorPlace(place)).toEqual(place);
  for (const value of [
    null,
    'x',
    {},
    { ...place, editor: 'sh' },
    { ...place, file: 7 },
    { ...place, dir: 'x'.repeat(5_000) },
  ]) {
    expect(readEditorPlace(value)).toBeNull();
  }
});
