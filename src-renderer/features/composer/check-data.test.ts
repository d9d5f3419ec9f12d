import { expect, test } from 'vitest';
import { checkData } from './check-data';

test('tells JSON, text and what was meant to be JSON apart', () => {
  expect(checkData('{"id":7}').kind).toBe('json');
  expect(checkData('42').kind).toBe('json');
  expect(checkData('hello there').kind).toBe('text');
  expect(checkData('').kind).toBe('text');
  expect(checkData(' {"id":7').kind).toBe('fault');
  expect(checkData('"hello').fault?.reason).toContain('End of string');
});

test('counts bytes, not letters', () => {
  expect(checkData('"实时"').bytes).toBe(8);
});
