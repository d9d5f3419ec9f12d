import { expect, test } from 'vitest';
import { looksAlike } from './hub/near-miss';

test.each([
  ['orders', 'private-orders'],
  ['private-orders', 'presence-orders'],
  ['orders.7', 'Orders-7'],
  ['orders', 'private-encrypted-orders'],
  ['chat_room', 'ChatRoom'],
  ['order.7', 'orders.7'],
  ['private-massages', 'messages'],
])('%s looks like %s, and the other way round', (one, other) => {
  expect(looksAlike(one, other)).toBe(true);
  expect(looksAlike(other, one)).toBe(true);
});

test.each([
  ['orders', 'orders'],
  ['orders', 'invoices'],
  ['orders.1', 'orders.12'],
  ['orders.1', 'orders.2'],
  ['user', 'users'],
  ['messages', 'massagse'],
  ['', 'private-'],
])('%j does not look like %j', (one, other) => {
  expect(looksAlike(one, other)).toBe(false);
});
