import { describe, expect, test } from 'vitest';
import { summaryOf } from './summary';

const of = (text: string, kind: Parameters<typeof summaryOf>[0] = 'deliver') =>
  summaryOf(kind, Buffer.from(text), null);

describe('a summary', () => {
  test.each([
    [
      'a frame with double-encoded data',
      '{"event":"e","channel":"c","data":"{\\"id\\":7,\\"status\\":\\"shipped\\"}"}',
      'id 7, status "shipped"',
    ],
    [
      'a frame with an object',
      '{"event":"e","data":{"id":7,"user":{"id":42,"tags":["a","b"],"deep":{"x":1}}}}',
      'id 7, user {id 42, tags [2], deep {…}}',
    ],
    [
      'a body of the HTTP API',
      '{"name":"e","channels":["a","b"],"data":"{\\"id\\":12345678901234567890}"}',
      'id 12345678901234567890',
    ],
    ['a text as data', '{"event":"e","data":"just words"}', 'just words'],
    ['an encoded text as data', '{"event":"e","data":"\\"just words\\""}', 'just words'],
    ['a list as data', '{"event":"e","data":[1,2,3]}', '[3]'],
    ['no data', '{"event":"e","channel":"c"}', 'event "e", channel "c"'],
    ['plain text on several lines', 'one\n  two\tthree', 'one two three'],
    ['broken JSON', '{"data":"{\\"id\\":7, "', 'id 7'],
    ['nothing but space', '  ', ''],
  ])('of %s', (_name, body, expected) => {
    expect(of(body)).toBe(expected);
  });

  test('of other kinds shows the whole frame', () => {
    expect(of('{"event":"pusher:ping","data":{}}', 'ping')).toBe('event "pusher:ping", data {}');
  });

  test('is at most 200 characters, of a large body too', () => {
    const large = `{"data":{"text":"${'é'.repeat(500_000)}","id":7}}`;
    expect(of(large).length).toBeLessThanOrEqual(200);
    expect(of(large)).toMatch(/^text "é+…"/);
    expect(of(`{"data":{${new Array(500).fill('"k":"vvvvvv"').join(',')}}}`)).toHaveLength(200);
  });

  test('says so of bytes that are no text, and falls back to the reason', () => {
    expect(summaryOf('client', Buffer.from([0xff, 0x00]), null)).toBe('binary, 2 bytes');
    expect(summaryOf('refused', null, '{"code":4001,"reason":"App key x\\ndoes not exist"}')).toBe(
      'App key x does not exist',
    );
    expect(summaryOf('connection', null, null)).toBe('');
    expect(summaryOf('connection', null, '{"address":"127.0.0.1:6379"}')).toBe('127.0.0.1:6379');
    expect(summaryOf('connection', null, '{"file":"/srv/shop/laravel.log","reason":"Closed by you."}')).toBe(
      'Closed by you.',
    );
    expect(summaryOf('refused', null, '{"address":"127.0.0.1:6379"}')).toBe('');
  });
});
