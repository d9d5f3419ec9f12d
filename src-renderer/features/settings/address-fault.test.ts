import { expect, test } from 'vitest';
import { addressFault } from './address-fault';

test.each([
  ['127.0.0.1:8091', null],
  [' [::1]:8091 ', null],
  ['shop.test:80', null],
  ['127.0.0.1:', 'form'],
  ['8091', 'form'],
  ['127.0.0.1:0', 'form'],
  ['127.0.0.1:70000', 'form'],
  ['http://127.0.0.1:80', 'form'],
  ['127.0.0.1:6001', 'there'],
  ['0.0.0.0:6001', 'everyone'],
  ['[::]:6001', 'everyone'],
])('%s is %s', (address, fault) => {
  expect(addressFault(address, ['127.0.0.1:6001'])).toBe(fault);
});
