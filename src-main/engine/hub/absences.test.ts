import { expect, test } from 'vitest';
import { Absences } from './absences';

const page = { origin: 'http://shop.test', userAgent: 'Firefox', remoteAddress: '127.0.0.1', listener: '' };

test('a page that was gone and comes back was away', () => {
  const absences = new Absences();
  expect(absences.opened(page, 0)).toBeNull();
  absences.closed(page, 7, 1006, 1_000);
  expect(absences.opened(page, 5_200)).toEqual({ closeSeq: 7, code: 1006, ms: 4_200 });
});

test('a second tab, another browser and a late visit are no return', () => {
  const absences = new Absences();
  absences.opened(page, 0);
  absences.opened(page, 0);
  absences.closed(page, 7, 1001, 1_000);
  expect(absences.opened(page, 1_100)).toBeNull();
  absences.closed(page, 8, 1001, 2_000);
  absences.closed(page, 9, 1001, 2_000);
  expect(absences.opened({ ...page, userAgent: 'Chrome' }, 2_100)).toBeNull();
  expect(absences.opened(page, 90_000)).toBeNull();
});

test('who says neither origin nor browser cannot be told from others', () => {
  const absences = new Absences();
  const server = { ...page, origin: '' };
  absences.opened(server, 0);
  absences.closed(server, 7, 1006, 1);
  expect(absences.opened(server, 2)).toBeNull();
});

test('remembers a bounded number of pages', () => {
  const absences = new Absences();
  const first = { ...page, origin: 'http://first.test' };
  absences.opened(first, 0);
  absences.closed(first, 1, 1001, 0);
  for (let number = 0; number < 1_000; number += 1) absences.opened({ ...page, origin: `http://${number}.test` }, 0);
  expect(absences.opened(first, 1)).toBeNull();
});
