import { expect, test } from 'vitest';
import { bindingOf, isSameBinding } from './key-binding';

const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

test('a press becomes a binding; modifiers alone are none, and what is typed is told', () => {
  const press = { ...none, key: 'P', code: 'KeyP', ctrlKey: true, shiftKey: true };
  expect(bindingOf(press, false)).toEqual({ keys: '$mod+Shift+KeyP', isTyped: false });
  expect(bindingOf({ ...press, ctrlKey: false, metaKey: true }, true)?.keys).toBe('$mod+Shift+KeyP');
  expect(bindingOf({ ...none, key: 'Control', code: 'ControlLeft', ctrlKey: true }, false)).toBeNull();
  expect(bindingOf({ ...none, key: 'j', code: 'KeyJ' }, false)).toEqual({ keys: 'KeyJ', isTyped: true });
  expect(bindingOf({ ...none, key: 'F8', code: 'F8' }, false)).toEqual({ keys: 'F8', isTyped: false });
});

test('bindings that answer to one press are the same, however they are written', () => {
  expect(isSameBinding('$mod+Shift+m', '$mod+Shift+KeyM')).toBe(true);
  expect(isSameBinding('Shift+$mod+KeyM', '$mod+Shift+m')).toBe(true);
  expect(isSameBinding('$mod+(Comma|Digit4)', '$mod+Digit4')).toBe(true);
  expect(isSameBinding('$mod+KeyM', '$mod+Shift+KeyM')).toBe(false);
  expect(isSameBinding('$mod+KeyM', '$mod+KeyN')).toBe(false);
});
