import { expect, test } from 'vitest';
import type { EntryBody, EntryDetail, Row } from '../../../../src-main/contract/entry';
import { transportOf } from './transport';

function entry(row: Partial<Row>, detail: EntryDetail | null): EntryBody {
  return {
    row: { kind: 'publish', direction: 'up', connection: null, sizeBytes: 812, ...row } as Row,
    detail,
    rawBase64: 'e30=',
    isText: true,
  };
}

test('a request: its line, its query as sent, its headers in their order and case', () => {
  const detail = {
    method: 'POST',
    path: '/apps/12345/events',
    query: 'auth_key=k&name=a%20b&flag',
    httpVersion: '1.1',
    headers: { Host: '127.0.0.1:6001', 'X-Pusher-Library': 'pusher-http-php 7.2.6' },
  };
  expect(transportOf(entry({}, detail))).toEqual({
    title: 'Request',
    aside: 'HTTP/1.1, 3 query fields',
    line: 'POST /apps/12345/events',
    pairs: [
      ['auth_key', 'k'],
      ['name', 'a%20b'],
      ['flag', ''],
    ],
    headers: [
      ['Host', '127.0.0.1:6001'],
      ['X-Pusher-Library', 'pusher-http-php 7.2.6'],
    ],
  });
});

test('a refused handshake has its query in its path', () => {
  expect(transportOf(entry({ kind: 'refused' }, { path: '/app/undefined?protocol=7&client=js' }))).toMatchObject({
    line: 'GET /app/undefined',
    pairs: [
      ['protocol', '7'],
      ['client', 'js'],
    ],
    headers: null,
  });
});

test('a message of a socket says what is known of its frame', () => {
  expect(transportOf(entry({ kind: 'client', connection: 3 }, null))?.pairs).toContainEqual([
    'masked',
    'yes, as all a client sends',
  ]);
  expect(transportOf(entry({ kind: 'deliver', direction: 'down' }, null))?.pairs).toContainEqual(['FIN', '1']);
});

test('what did not come over a wire has none', () => {
  expect(transportOf({ ...entry({ kind: 'gap' }, null), rawBase64: '' })).toBeNull();
});
