import { expect, test } from 'vitest';
import type { EntryBody } from '../../../src-main/contract/entry';
import { groupAttempts } from './attempt-groups';

const attempt = (seq: number, reason: string, origin: string) =>
  ({ row: { seq, summary: `Refused: ${reason}` }, detail: { reason, origin, hint: 'h' } }) as unknown as EntryBody;

test('the newest first, those alike one after the other in one line', () => {
  const groups = groupAttempts([
    attempt(1, 'a', 'x'),
    attempt(2, 'b', 'x'),
    attempt(3, 'b', 'x'),
    attempt(4, 'b', 'y'),
  ]);
  expect(groups.map(({ entry, count, reason, from }) => [entry.row.seq, count, reason, from])).toEqual([
    [4, 1, 'b', 'y'],
    [3, 2, 'b', 'x'],
    [1, 1, 'a', 'x'],
  ]);
});

test('what its detail does not say, the summary does', () => {
  const bare = { row: { seq: 1, summary: 'Refused: why' }, detail: null } as unknown as EntryBody;
  expect(groupAttempts([bare])).toMatchObject([{ reason: 'why', hint: '', from: '' }]);
});
