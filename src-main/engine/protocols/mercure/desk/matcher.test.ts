import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningMercure } from '../running-mercure.test-support';
import { startMercure } from '../running-mercure.test-support';
import { defaultMercure } from '../settings';
import { createMercureDesk, type MercureDesk } from './desk';

let running: RunningMercure;
let desk: MercureDesk;
beforeEach(async () => {
  running = await startMercure();
  desk = createMercureDesk({
    settings: () => defaultMercure,
    connections: () => running.hub.connections(),
    origins: () => [new URL(running.url).origin],
    nowMs: () => Date.now(),
  });
});
afterEach(() => running.close());

describe('the matcher of 1.0', () => {
  test.each([
    ['https://a.test/:id', 'https://a.test/1', true, 'pattern', ''],
    ['match_urlpattern=https://a.test/:id', 'https://a.test/', false, 'pattern', /one character at least/],
    ['https://a.test/{id}', 'https://a.test/1', false, 'pattern', /"\{id\}" is of the URI templates/],
    ['/books/:id', 'https://a.test/books/1', false, 'pattern', /relative/],
    ['match=https://a.test/1', 'https://a.test/1', true, 'exact', ''],
    ['match=https://a.test/{id}', 'https://a.test/1', false, 'exact', /compared as a text/],
    ['*', 'anything', true, 'all', ''],
    ['https://a.test/(x', 'https://a.test/x', false, 'none', /is no URL pattern/],
  ] as const)('%s against %s', (selector, topic, matches, kind, note) => {
    const found = desk.match(selector, topic, '1.0');
    expect(found).toMatchObject({ matches, kind, modernMatches: matches });
    expect(found.note).toMatch(note);
  });

  test.each([
    ['https://a/{id}', 'https://a/1', true],
    ['https://a/{id}', 'https://a/', false],
    ['https://a/{+rest}', 'https://a/1/2', true],
    ['https://a/{id}', 'https://a/1?x', true],
  ])('of %s in 1.0 takes %s: %s', (selector, topic, expected) => {
    const { matches, modernMatches } = desk.match(selector, topic, '0.x');
    expect([modernMatches, matches || modernMatches]).toEqual([expected, matches || expected]);
  });
});

describe('the matcher', () => {
  test.each([
    ['*', 'anything', true, 'all', []],
    ['https://a/users/{id}', 'https://a/users/42', true, 'template', [['id', '42']]],
    [
      'https://a/{x}/y/{z}',
      'https://a/1/y/2',
      true,
      'template',
      [
        ['x', '1'],
        ['z', '2'],
      ],
    ],
    ['https://a/{x}{y}', 'https://a/12', true, 'template', []],
    ['https://a/{+rest}', 'https://a/1/2', true, 'template', []],
    ['https://a/{id}', 'https://a/1/2', false, 'template', []],
    ['a', 'a', true, 'exact', []],
  ] as const)('%s against %s', (selector, topic, matches, kind, values) => {
    expect(desk.match(selector, topic, '0.x')).toMatchObject({ matches, kind, values });
  });

  test.each([
    ['https://a/x/', 'https://a/x', /slash at the end/],
    ['https://a/X', 'https://a/x', /upper and lower case/],
    ['http://a/x', 'https://a/x', /http and https/],
    ['https://a/*', 'https://a/x', /stands for every topic only when it is alone/],
    ['https://a/{', 'https://a/x', /is no URI template/],
    ['https://a/{id}', 'https://a/1/2', /\{\+name\} takes them too/],
  ])('says of %s against %s why it does not', (selector, topic, words) => {
    expect(desk.match(selector, topic, '0.x')).toMatchObject({ matches: false, note: expect.stringMatching(words) });
  });

  test.each([
    ['https://a/users/{id}', 'match_urlpattern=https://a/users/:id'],
    ['https://a/x', 'match=https://a/x'],
    ['*', 'match=*'],
  ])('%s is written as %s by protocol 1.0', (selector, modern) => {
    expect(desk.match(selector, 'x', '0.x').modern).toBe(modern);
  });

  test('shows who of now asks for the topic, and by which selector', async () => {
    await running.subscribe('?topic=x&topic=/books/{id}', { 'user-agent': 'curl/8.5.0' });
    await running.subscribe('?topic=*');
    await running.subscribe('?topic=/books/9');
    const { subscribers, count } = desk.match('/other', '/books/7', '0.x');
    expect(count).toBe(2);
    expect(subscribers.map(({ selector }) => selector)).toEqual(['/books/{id}', '*']);
    expect(subscribers[0]?.name).toContain('curl');
  });
});
