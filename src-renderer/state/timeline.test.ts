import { beforeEach, expect, test } from 'vitest';
import { showOnlyChannel, toggleChannel, useTimeline, viewFilter } from './timeline';

beforeEach(() => useTimeline.getState().setFilter('shipped'));

test('channels are edits of the same text a person types', () => {
  showOnlyChannel('orders');
  toggleChannel('stock');
  expect(useTimeline.getState().filter).toBe('shipped channel:orders channel:stock');
  toggleChannel('orders');
  showOnlyChannel('stock');
  expect(useTimeline.getState().filter).toBe('shipped');
});

test('heartbeats are left out unless they are asked for', () => {
  expect(viewFilter('', false)).toBe('-kind:ping');
  expect(viewFilter('orders', false)).toBe('orders -kind:ping');
  expect(viewFilter('orders', true)).toBe('orders');
  expect(viewFilter('kind:ping,auth', false)).toBe('kind:ping,auth');
});
