import { expect, test } from 'vitest';
import type { Row } from '../../../src-main/contract/entry';
import { dataText, draftOf } from './copies';
import type { EntryContent } from './use-entry';

function content(row: Partial<Row>, payload: string): EntryContent {
  const whole = {
    kind: 'publish',
    action: 'none',
    protocol: 'pusher',
    app: '12345',
    channel: 'orders',
    event: 'OrderShipped',
    ...row,
  } as Row;
  const body = { row: whole, detail: null, rawBase64: '', isText: true };
  return { body, explanation: { payload, encodedPaths: [], sections: [] } };
}

test('data that was sent in a string is what stood in it, numbers and all', () => {
  const sent = '{"10":1,"2":12345678901234567890}';
  expect(dataText(content({}, JSON.stringify(sent)))).toBe(sent);
  expect(dataText(content({}, '{"b":1.10}'))).toBe('{"b":1.10}');
});

test('a message can be sent again, to the first of its channels', () => {
  expect(draftOf(content({ channel: 'a, b' }, '"plain"'))).toEqual({
    protocol: 'pusher',
    app: '12345',
    channel: 'a',
    event: 'OrderShipped',
    data: 'plain',
    excludeSocketId: '',
    asSocketId: '',
    alternates: ['b'],
    isPrivate: false,
    id: '',
    retry: '',
  });
  expect(draftOf(content({ kind: 'subscribe' }, '{}'))).toBeNull();
});
