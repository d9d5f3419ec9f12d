import { expect, test } from 'vitest';
import { hashOf, partOf, readSidePart } from './window-part';

test('the hash of an address says which part it is', () => {
  const part = { name: 'inspector', of: 'a1b2c3d4' } as const;
  expect(hashOf(part)).toBe('#inspector=a1b2c3d4');
  expect(partOf(hashOf(part))).toEqual(part);
  for (const hash of ['', '#live', '#inspector', '#inspector=', '#inspector=a b', '#other=a1b2c3d4', '#inspector=x'])
    expect(partOf(hash)).toEqual({ name: 'main' });
});

test('what a page asks for is checked', () => {
  expect(readSidePart({ name: 'mini', of: 'a1b2c3d4', more: 1 })).toEqual({ name: 'mini', of: 'a1b2c3d4' });
  const wrong = [
    null,
    'mini',
    {},
    { name: 'main', of: 'a1b2c3d4' },
    { name: 'mini', of: 7 },
    { name: 'mini', of: '../x' },
  ];
  for (const one of wrong) expect(readSidePart(one)).toBeNull();
});
