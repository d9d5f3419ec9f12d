import { expect, test } from 'vitest';
import type { Row } from '../../../src-main/contract/entry';
import { titleOf } from './title';

const row = (event: string) => ({ kind: 'subscribe', action: 'subscribe', event }) as Row;

test.each([
  ['App\\Events\\OrderShipped', 'App\\Events\\', 'OrderShipped'],
  ['order.shipped', '', 'order.shipped'],
  ['odd\\', '', 'odd\\'],
  ['pusher:subscribe', '', 'Subscribe'],
  ['', '', 'Subscribe'],
])('%j', (event, prefix, name) => {
  expect(titleOf(row(event))).toEqual({ prefix, name });
});
