import { expect, test } from 'vitest';
import { acceleratorOf } from './accelerator';

test('a binding in the words of a native menu', () => {
  expect(acceleratorOf('$mod+Shift+KeyP')).toBe('CommandOrControl+Shift+P');
  expect(acceleratorOf('$mod+Shift+m')).toBe('CommandOrControl+Shift+M');
  expect(acceleratorOf('$mod+(Comma|Digit4)')).toBe('CommandOrControl+,');
  expect(acceleratorOf('$mod+Shift+(Slash|\\?|/)')).toBe('CommandOrControl+Shift+/');
  expect(acceleratorOf('$mod+IntlBackslash')).toBeNull();
});
