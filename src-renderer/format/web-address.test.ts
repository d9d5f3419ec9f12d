import { expect, test } from 'vitest';
import { isWebAddress } from './web-address';

test('an address of the web has http or https, and a host that can be read', () => {
  expect(['http://127.0.0.1:8000/hooks', 'HTTPS://shop.test'].every(isWebAddress)).toBe(true);
  expect(
    ['', 'shop.test', 'ftp://shop.test', 'http:shop.test', 'http://', 'http://a b', 'http://[1'].some(isWebAddress),
  ).toBe(false);
});
