import { expect, test } from 'vitest';
import { parseUrlPattern } from './url-pattern';

const base = 'http://mercure.invalid/.well-known/mercure';
const parsed = (text: string) => {
  const pattern = parseUrlPattern(text, base);
  if (typeof pattern === 'string') throw new Error(pattern);
  return pattern;
};
const books = 'https://example.com/books/:id';

test.each([
  [books, 'https://example.com/books/1', true],
  [books, 'https://example.com/books/', false],
  [books, 'https://example.com/BOOKS/1', false],
  [books, 'https://EXAMPLE.com:443/books/1?page=2#top', true],
  [books, 'https://example.com/books/1/2', false],
  [books, 'http://example.com/books/1', false],
  [`${books}?`, 'https://example.com/books', true],
  ['https://example.com/a/*', 'https://example.com/a/b/c', true],
  ['https://*.example.com/a', 'https://x.y.example.com/a', true],
  ['https://:host.example.com/a', 'https://x.y.example.com/a', false],
  ['http{s}?://example.com/a', 'http://example.com/a', true],
  ['https://example.com/:a-:b', 'https://example.com/1-2', true],
  ['https://example.com/a?page=:n', 'https://example.com/a?page=2', true],
  ['https://example.com/a?page=:n', 'https://example.com/a', false],
  ['https://example.com:8080/a', 'https://example.com/a', false],
  ['https://example.com/a b', 'https://example.com/a%20b', true],
  ['/books/:id', '/books/1', true],
  ['books/:id', '/.well-known/books/1', true],
  ['/books/:id', 'https://example.com/books/1', false],
  ['https://example.com/:path+', 'https://example.com/a/b', true],
  ['https://example.com/:path+', 'https://example.com/', false],
  ['https://example.com/:id(\\d+)', 'https://example.com/42', true],
  ['https://example.com/:id(\\d+)', 'https://example.com/x42', false],
  ['https://example.com/:x(a|b[0-9]{2,3}|c(?:d|e)*)', 'https://example.com/b123', true],
  ['https://example.com/:x(a|b[0-9]{2,3}|c(?:d|e)*)', 'https://example.com/b1', false],
  ['https://example.com/:x(a|b[0-9]{2,3}|c(?:d|e)*)', 'https://example.com/cdede', true],
  ['https://example.com/([^-]+?)-x', 'https://example.com/ab-x', true],
  ['urn:*', 'urn:uuid:1', true],
  ['urn:*', 'https://example.com/', false],
  ['*', 'urn:uuid:1', false],
  [books, 'https://[', false],
])('%s against %s: %s', (pattern, topic, expected) => {
  expect(parsed(pattern).matches(topic)).toBe(expected);
});

test.each([
  ['/(unclosed', /not closed/],
  ['/{a', /"\{" is not closed/],
  ['/:id/:id', /":id" is there twice/],
  ['/(?:a)', /"\(" is not closed/],
  ['/((a))', /group within a group/],
  ['/a\\', /ends with a backslash/],
  ['/(a(?=b))', /bounded time/],
  ['/(a\\1)', /bounded time/],
  ['/(^a)', /not supported/],
  ['/(a{1000}b{1000}(?:c{1000}){5})', /too large/],
  ['/((?:(?:a{1000}){1000}){1000})', /too large/],
  ['/(a{2000})', /at most 1000/],
  ['/([b-a])', /range/],
  ['https://exa mple.com/a', /cannot be the host/],
])('%s is none, and says why', (pattern, words) => {
  expect(parseUrlPattern(pattern, base)).toMatch(words);
});

/** The holes of a backtracking expression, told by their steps: these grow with the product of both lengths and no more. */
test.each([
  ['https://e.test/((?:a|a)*)b', 3_000],
  ['https://e.test/((?:a*)*)b', 2_000],
  ['https://e.test/(a+(?:a+)+a+)b', 2_000],
  ['https://e.test/:a*:b(a*)*c', 1_000],
  [`https://e.test/${'*a'.repeat(25)}b`, 2_000],
  [`https://e.test/${'{:x}?'.replace('x', 'y')}${'(a?)'.repeat(30)}${'a'.repeat(30)}b`, 1_000],
])('%s against %i characters takes a bounded number of steps', (text, length) => {
  const { matches, steps } = parsed(text).trace(`https://e.test/${'a'.repeat(length)}`);
  expect(matches).toBe(false);
  expect(steps).toBeLessThan(12 * text.length * (length + 20));
  expect(steps).toBeGreaterThan(length);
});
