import { expect, test } from 'vitest';
import { maskedParts } from './masked-parts';

test('what stands for a secret is told from the text around it', () => {
  expect(maskedParts('Bearer [token, 40 characters, 9c1e] sent')).toEqual([
    { text: 'Bearer ' },
    { name: 'token', length: 40, hash: '9c1e' },
    { text: ' sent' },
  ]);
  expect(maskedParts('[secret of 1 character, 9c1e0a3b]')).toEqual([{ name: 'secret', length: 1, hash: '9c1e0a3b' }]);
});

test.each(['', 'plain', '[a, b]', '[1, 2 characters, zzzz]'])('%j is text', (text) => {
  expect(maskedParts(text)).toEqual([{ text }]);
});
