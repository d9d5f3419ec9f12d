import { expect, test } from 'vitest';
import type { Row } from '../../../../src-main/contract/entry';
import type { EntryLink } from '../../../../src-main/contract/links';
import { gapText, pathLines } from './path-lines';

const row = (seq: number) => ({ seq, atMs: seq }) as Row;
const link = (seq: number, by: EntryLink['by'] = 'body'): EntryLink => ({
  row: row(seq),
  gapMs: seq - 100,
  by,
  certainty: 'likely',
});

test('is there only where another place saw the message', () => {
  expect(pathLines(row(100), { links: [], unclear: 0 })).toBeNull();
  expect(pathLines(row(100), { links: [link(101, 'cause')], unclear: 0 })).toBeNull();
  expect(pathLines(row(100), { links: [], unclear: 1 })?.lines).toHaveLength(1);
});

test('is in order of time with the entry itself, and counts what it leaves out', () => {
  const found = pathLines(row(100), { links: [link(98), link(103, 'cause')], unclear: 0 });
  expect(found?.lines.map((line) => line.row.seq)).toEqual([98, 100, 103]);
  const many = pathLines(row(100), {
    links: Array.from({ length: 60 }, (_, at) => link(at < 30 ? at : at + 100)),
    unclear: 0,
  });
  expect(many?.lines.map((line) => line.row.seq)).toEqual([24, 25, 26, 27, 28, 29, 100, 130, 131, 132, 133, 134, 135]);
  expect(many?.more).toBe(48);
});

test.each([
  [3.24, '+3.2 ms'],
  [-41.4, '−41 ms'],
  [1_234, '+1.2 s'],
  [0, '+0.0 ms'],
])('%s ms is written %s', (ms, text) => {
  expect(gapText(ms)).toBe(text);
});
