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

test('a filter with a mistake in it leaves the last good result', () => {
  const { setFilter, typeFilter, applyFilter } = useTimeline.getState();
  setFilter('size>8kb ');
  typeFilter('size>8kx');
  applyFilter();
  expect(useTimeline.getState()).toMatchObject({ filter: 'size>8kx', appliedFilter: 'size>8kb' });
  typeFilter('size>9kb');
  expect(useTimeline.getState().appliedFilter).toBe('size>8kb');
  applyFilter();
  expect(useTimeline.getState().appliedFilter).toBe('size>9kb');
});

test('heartbeats are left out unless they are asked for', () => {
  expect(viewFilter('', false)).toBe('-kind:ping');
  expect(viewFilter('orders', false)).toBe('orders -kind:ping');
  expect(viewFilter('orders', true)).toBe('orders');
  expect(viewFilter('kind:ping,auth', false)).toBe('kind:ping,auth');
});
