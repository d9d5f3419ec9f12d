import { expect, test } from 'vitest';
import { kindWord } from './kind-words';

test('names an entry as the screen does', () => {
  expect(kindWord({ kind: 'deliver', action: 'none' })).toBe('Out');
  expect(kindWord({ kind: 'presence', action: 'leave' })).toBe('Leave');
  expect(kindWord({ kind: 'connection', action: 'open' })).toBe('Connect');
  expect(kindWord({ kind: 'refused', action: 'open' })).toBe('Refused');
});
