import { expect, test } from 'vitest';
import { whoConnects } from './hub/told-in-query';

const library = 'js 8.6.0, protocol 7';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

test.each([
  ['a page', { origin: 'http://shop.test', userAgent: firefox }, 'Firefox 145, http://shop.test'],
  ['no page', { origin: '', userAgent: 'okhttp/4.12.0' }, library],
  ['a page that does not say what it runs in', { origin: 'http://shop.test', userAgent: '' }, library],
])('%s', (_, peer, who) => {
  expect(whoConnects(peer, library)).toBe(who);
});
