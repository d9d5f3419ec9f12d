import { expect, test } from 'vitest';
import { parseUriTemplate } from './uri-template';

const books = 'https://example.com/books/{id}';

test.each([
  [books, 'https://example.com/books/1', true],
  [books, 'https://example.com/books/a-b.c_d~e', true],
  [books, 'https://example.com/books/a%20b', true],
  [books, 'https://example.com/books/a,b', true],
  [books, 'https://example.com/books/', true],
  [books, 'https://example.com/books/1/2', false],
  [books, 'https://example.com/books/a:b', false],
  [books, 'https://example.com/books/é', false],
  [books, 'https://example.com/books/a%2', false],
  [books, 'https://example.com/books/1?x', false],
  ['/a/{+path}', '/a/b/c?d#e', true],
  ['/a{#path}', '/a#b/c', true],
  ['/a{#path}', '/ab', false],
  ['/a{/x,y}', '/a', true],
  ['/a{/x,y}', '/a/1/2', true],
  ['/a{/x,y}', '/a/1/2/3', false],
  ['/a{/x*}', '/a/1/2/3', true],
  ['/a{?topic}', '/a?other=1', true],
  ['/a{?q,r}', '/a?q=1&r=2', true],
  ['/a{&q}', '/a&q=1', true],
  ['/a{;v}', '/a;v=1', true],
  ['/a{.ext}', '/a.json', true],
  ['/a/{v:3}', '/a/longer', true],
  ['{a}{b}', '', true],
  ['/.well-known/mercure/subscriptions{/topic}{/subscriber}', '/.well-known/mercure/subscriptions', true],
  [
    '/.well-known/mercure/subscriptions{/topic}{/subscriber}',
    '/.well-known/mercure/subscriptions/https%3A%2F%2Fa/urn%3Auuid%3A1',
    true,
  ],
])('%s against %s: %s', (template, topic, expected) => {
  expect(parseUriTemplate(template)?.matches(topic)).toBe(expected);
});

test.each(['plain', '{', '{}', '}', 'a}b{c}', '{a b}', '{=x}', '{a:0}', '{a', '{{a}}', '{,}'])(
  '%s is no template',
  (text) => {
    expect(parseUriTemplate(text)).toBeNull();
  },
);

/** The holes of a backtracking expression, told by their length: steps grow with the product of both lengths and no more. */
test.each([
  ['{a}{b}{c}{d}{e}', 200],
  ['{a}{b}{c}{d}{e}{f}', 100],
  ['{a}'.repeat(50), 2_000],
  ['{a,b,c,d,e,f,g,h}'.repeat(8), 1_000],
  ['{+a*}{+b*}{+c*}', 4_000],
])('%s against %i characters takes a bounded number of steps', (template, length) => {
  const topic = `${'a'.repeat(length)}\u0000`;
  const parsed = parseUriTemplate(template);
  const { matches, steps } = parsed?.trace(topic) ?? { matches: true, steps: Number.POSITIVE_INFINITY };
  expect(matches).toBe(false);
  expect(steps).toBeLessThan(8 * template.length * topic.length);
});
