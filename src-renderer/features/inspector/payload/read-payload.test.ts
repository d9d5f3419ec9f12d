import { expect, test } from 'vitest';
import type { EntryBody, EntryKind } from '../../../../src-main/contract/entry';
import type { EntryContent } from '../use-entry';
import { readPayload } from './read-payload';

function content(raw: string | Uint8Array, payload = '', kind: EntryKind = 'publish'): EntryContent {
  const bytes = Buffer.from(raw);
  const isText = typeof raw === 'string';
  const body = { row: { kind, sizeBytes: bytes.length }, detail: null, rawBase64: bytes.toString('base64'), isText };
  return { body: body as unknown as EntryBody, explanation: { payload, encodedPaths: [], sections: [] } };
}

test('data of a frame is called data; an object shown whole has no name', () => {
  expect(readPayload(content('{"event":"e","data":{"id":7}}', '{"id":7}'), false)).toMatchObject({
    kind: 'tree',
    label: 'data',
    note: '',
  });
  expect(readPayload(content('{"batch":[]}', '{"batch":[]}'), false)).toMatchObject({ kind: 'tree', label: '' });
});

test('what is no JSON is text, with the place where it breaks', () => {
  expect(readPayload(content('{"event":\n  nope}'), false)).toEqual({
    kind: 'text',
    text: '{"event":\n  nope}',
    note: 'This is not JSON. In line 2, column 3, a value was expected, but there is "nope}".',
  });
});

test('what a stream says as it opens is not blamed for being no JSON', () => {
  expect(readPayload(content(':\n\n', '', 'connection'), false)).toEqual({ kind: 'text', text: ':\n\n', note: '' });
});

test('a string that was meant to be JSON says where it breaks', () => {
  const payload = JSON.stringify('{"id":7,');
  expect(readPayload(content(`{"event":"e","data":${payload}}`, payload), false)).toMatchObject({
    kind: 'tree',
    note: 'The string starts like JSON, but is none. In line 1, column 9, a name in quotes was expected, but the text ends.',
  });
});

test('nothing, no data, and bytes that are no text are said in words', () => {
  expect(readPayload(content(''), false)).toEqual({ kind: 'none', words: 'Nothing was sent along with this.' });
  expect(readPayload(content('{"event":"pusher:pong"}'), false)).toMatchObject({
    words: 'This message carries no data.',
  });
  expect(readPayload(content(new Uint8Array([0xff, 0x00])), false)).toMatchObject({ kind: 'none' });
});

test('a large payload waits until it is wanted', () => {
  const payload = JSON.stringify('x'.repeat(300_000));
  const large = content(`{"event":"e","data":${payload}}`, payload);
  expect(readPayload(large, false)).toEqual({ kind: 'large', words: 'This payload has 300 KB.' });
  expect(readPayload(large, true).kind).toBe('tree');
});
