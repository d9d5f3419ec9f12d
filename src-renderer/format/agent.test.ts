import { expect, test } from 'vitest';
import { shortAgent } from './agent';

const mozilla = 'Mozilla/5.0 (X11; Linux x86_64)';
test.each([
  [`${mozilla} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36`, 'Chrome 141'],
  [`${mozilla} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.1`, 'Edge 141'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox 143'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'Safari 18',
  ],
  ['GuzzleHttp/7', 'GuzzleHttp 7'],
  ['pusher-http-node 5.3.4', 'pusher-http-node 5.3.4'],
  ['', ''],
])('%s is %s', (userAgent, words) => {
  expect(shortAgent(userAgent)).toBe(words);
});
