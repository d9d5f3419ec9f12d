import { expect, test } from 'vitest';
import type { ProjectCode } from './project';
import { codeOfMessage, ruleOf } from './project-code';

const place = { file: 'chat.js', line: 42 };
const code = (typed: string, hears: string, channel: string | null = 'private-orders.*'): ProjectCode => ({
  listeners: [{ place, method: 'listen', typed, hears, channel }],
  events: [
    {
      place: { file: 'app/Events/OrderShipped.php', line: 9 },
      className: 'App\\Events\\OrderShipped',
      wireName: 'order.shipped',
      channels: ['private-orders.*'],
      isNow: false,
    },
  ],
  rules: [{ place: { file: 'routes/channels.php', line: 5 }, pattern: 'orders.{id}' }],
  files: 3,
  isWhole: true,
});

test('a listener with the name of the class misses the event, and is told what to write', () => {
  const found = codeOfMessage(code('OrderShipped', 'App\\Events\\OrderShipped'), 'private-orders.7', 'order.shipped');
  expect(found.hears).toEqual([]);
  expect(found.misses).toMatchObject([{ listener: { place }, write: "'.order.shipped'" }]);
  expect(found.events).toHaveLength(1);
  expect(found.rule?.pattern).toBe('orders.{id}');
});

test('one that hears it is no miss; one of another channel is neither', () => {
  const fine = codeOfMessage(code('.order.shipped', 'order.shipped'), 'private-orders.7', 'order.shipped');
  expect([fine.hears.length, fine.misses.length]).toEqual([1, 0]);
  const other = codeOfMessage(code('OrderShipped', 'x', 'private-invoices.*'), 'private-orders.7', 'order.shipped');
  expect([other.hears.length, other.misses.length]).toEqual([0, 0]);
});

test.each([
  ['private-orders.7', 'orders.{id}'],
  ['presence-orders.7', 'orders.{id}'],
  ['private-encrypted-orders.7', 'orders.{id}'],
  ['private-orders.7.lines', null],
  ['private-orders.', null],
  ['orders.7', undefined],
])('who may be on %s is decided by %s', (channel, pattern) => {
  const { rules } = code('', '');
  expect(ruleOf(rules, channel)?.pattern ?? ruleOf(rules, channel)).toBe(pattern);
});
