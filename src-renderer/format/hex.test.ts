import { expect, test } from 'vitest';
import { hexDump, hexLine } from './hex';

test('a line has its offset, its bytes and what is printable of them', () => {
  const bytes = new TextEncoder().encode('{"name":"实"}\n');
  expect(hexLine(bytes, 0, 8)).toEqual({ offset: '0000', hex: '7b 22 6e 61 6d 65 22 3a', text: '{"name":' });
  expect(hexLine(bytes, 1, 8)).toEqual({ offset: '0008', hex: '22 e5 ae 9e 22 7d 0a', text: '"..."}.' });
});

test('copied, the last line keeps its columns', () => {
  expect(hexDump(new Uint8Array([0x41, 0x42, 0x43]), 2)).toBe('0000  41 42  AB\n0002  43     C');
});
