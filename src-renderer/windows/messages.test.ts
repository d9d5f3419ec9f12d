import { expect, test } from 'vitest';
import type { Row } from '../../src-main/contract/entry';
import { readToMain, readToSide } from './messages';

const row: Row = {
  ...{ seq: 7, atMs: 1_764_000_000_000.5, kind: 'publish', action: 'none', direction: 'up', protocol: 'pusher' },
  ...{ source: '', app: '12345', connection: null, client: '', channel: 'orders', event: 'OrderShipped' },
  ...{ sizeBytes: 56, cause: null, matched: 0, excluded: null, code: null, summary: 'OrderShipped' },
};
const shared = { row, pins: [row], filter: 'kind:publish', appliedFilter: '', arePingsShown: false, clearedUpTo: 0 };
const draft = { app: '', channel: 'orders', event: 'OrderShipped', data: '{}', excludeSocketId: '' };

test('what windows say to each other arrives as it was said', () => {
  const told = { to: 'side', type: 'shared', shared };
  expect(readToSide(told)).toEqual(told);
  expect(readToSide({ to: 'side', type: 'close', more: 1 })).toEqual({ to: 'side', type: 'close' });
  expect(readToMain({ to: 'main', type: 'hello' })).toEqual({ to: 'main', type: 'hello' });
  for (const act of [
    { name: 'select', row: null },
    { name: 'show', row },
    { name: 'pin', row },
    { name: 'filter', text: 'channel:orders' },
    { name: 'clear', upTo: 6 },
    { name: 'compose', source: '', draft: { ...draft, alternates: ['a'], isPrivate: true } },
    { name: 'expect', fields: { app: '12345', channel: 'orders', event: 'OrderShipped' } },
  ]) {
    expect(readToMain({ to: 'main', type: 'act', act })).toEqual({ to: 'main', type: 'act', act });
  }
});

test('and nothing else does', () => {
  for (const wrong of [
    null,
    'hello',
    { to: 'side', type: 'hello' },
    { to: 'side', type: 'shared', shared: { ...shared, row: { ...row, kind: 'other' } } },
    { to: 'side', type: 'shared', shared: { ...shared, pins: Array.from({ length: 21 }, () => row) } },
    { to: 'side', type: 'shared', shared: { ...shared, clearedUpTo: -1 } },
  ]) {
    expect(readToSide(wrong)).toBeNull();
  }
  for (const act of [
    null,
    { name: 'quit' },
    { name: 'select' },
    { name: 'pin', row: null },
    { name: 'show', row: { ...row, channel: 'x'.repeat(100_001) } },
    { name: 'filter', text: 7 },
    { name: 'compose', source: '', draft: { ...draft, data: null } },
    { name: 'compose', source: '', draft: { ...draft, alternates: [1] } },
    { name: 'expect', fields: { app: '12345' } },
  ]) {
    expect(readToMain({ to: 'main', type: 'act', act })).toBeNull();
  }
  expect(readToMain({ to: 'main', type: 'claim' })).toBeNull();
});
