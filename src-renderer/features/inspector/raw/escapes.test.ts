import { expect, test } from 'vitest';
import { drawnPieces, escapePieces } from './escapes';

test('escapes are told from the rest', () => {
  expect(escapePieces('{\\"id\\":"\\u5b9e\\/x"}')).toEqual([
    { text: '{', isEscape: false },
    { text: '\\"', isEscape: true },
    { text: 'id', isEscape: false },
    { text: '\\"', isEscape: true },
    { text: ':"', isEscape: false },
    { text: '\\u5b9e\\/', isEscape: true },
    { text: 'x"}', isEscape: false },
  ]);
});

test('pieces put together are the text, and end before an escape or a pair', () => {
  for (const [unit, before] of [
    ['\\u5b9e', 1_997],
    ['😀', 1_999],
    ['\\\\', 1_999],
    ['\\', 5_000],
  ] as const) {
    const text = `${'x'.repeat(before)}${unit.repeat(900)}`;
    const pieces = drawnPieces(text);
    expect(pieces.join('')).toBe(text);
    expect(pieces[0]?.length).toBeLessThanOrEqual(2_000);
    if (before < 2_000) expect(pieces[0]).toBe('x'.repeat(before));
  }
});
