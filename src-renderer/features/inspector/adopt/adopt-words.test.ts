import { expect, test } from 'vitest';
import type { EntryBody } from '../../../../src-main/contract/entry';
import { keyToAdopt } from './adopt-words';

const entry = (kind: string, detail: unknown) => ({ row: { kind }, detail }) as EntryBody;

test.each([
  ['refused', { adopt: { key: 'k', id: '' } }, 'k'],
  ['refused', { adopt: { id: '1' } }, null],
  ['refused', { adopt: 'k' }, null],
  ['refused', null, null],
  ['publish', { adopt: { key: 'k', id: '' } }, null],
])('of a %s entry with %j the key is %s', (kind, detail, key) => {
  expect(keyToAdopt(entry(kind, detail))).toBe(key);
});
