import { expect, test } from 'vitest';
import { formatKeys } from './keys';

test('writes a binding as a person reads it', () => {
  expect(formatKeys('$mod+Shift+P')).toBe('Ctrl Shift P');
  expect(formatKeys('$mod+Shift+m')).toBe('Ctrl Shift M');
  expect(formatKeys('$mod+Shift+Slash')).toBe('Ctrl Shift /');
  expect(formatKeys('$mod+ArrowDown')).toBe('Ctrl ↓');
  expect(formatKeys('$mod+Shift+(Slash|\\?)')).toBe('Ctrl Shift /');
  expect(formatKeys('$mod+KeyB')).toBe('Ctrl B');
});
