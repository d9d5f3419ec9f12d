import { expect, test } from 'vitest';
import { isAllowedOrigin } from './allowed-origin';

test.each([
  ['http://shop.test:3000', 'shop.test', true],
  ['http://shop.test:3000', 'https://shop.test/', true],
  ['http://SHOP.test', 'shop.TEST', true],
  ['http://shop.test', 'other.test', false],
  ['http://shop.test.evil', 'shop.test', false],
  ['http://a.shop.test', '*.shop.test', true],
  ['http://shop.test', '*.shop.test', false],
  ['http://a.shop.test', 'https://*.shop.test', true],
  ['http://a-7.preview.test', 'a-*.preview.*', true],
  ['http://a.preview.test', 'a-*.preview.*', false],
  ['http://aa', 'a*a*a', false],
  ['http://any', '*', true],
  ['http://[::1]:3000', '[::1]', true],
  ['http://[::2]:3000', '[::1]', false],
  ['null', 'null', true],
])('a page of %s with %s allowed: %s', (origin, entry, isAllowed) => {
  expect(isAllowedOrigin(origin, [entry])).toBe(isAllowed);
});
