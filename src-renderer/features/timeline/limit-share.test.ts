import { expect, test } from 'vitest';
import type { EntryBody, Row } from '../../../src-main/contract/entry';
import { dataBytes, limitShare, mayBeNear } from './limit-share';

const bodyOf = (text: string) =>
  ({ rawBase64: Buffer.from(text).toString('base64'), isText: true }) as unknown as EntryBody;

test('counts what the limit counts: the data, without its envelope and its escapes', () => {
  expect(dataBytes(bodyOf('{"event":"e","data":"{\\"a\\":1}"}'))).toBe(7);
  expect(dataBytes(bodyOf('{"data":"实时"}'))).toBe(6);
  expect(dataBytes(bodyOf('{"event":"client-x","data":{"a":1}}'))).toBe(7);
  expect(dataBytes(bodyOf('{"event":"e"}'))).toBeNull();
  expect(dataBytes(bodyOf('no json'))).toBeNull();
});

test('speaks up from four fifths on', () => {
  expect([8_191, 8_192, 10_036, 10_240].map((bytes) => limitShare(bytes, 10_240))).toEqual([
    '',
    '80 %',
    '98 %',
    '100 %',
  ]);
  const row = { kind: 'publish', sizeBytes: 8_192 } as Row;
  expect([mayBeNear(row, 10_240), mayBeNear(row, null), mayBeNear({ ...row, kind: 'refused' }, 10_240)]).toEqual([
    true,
    false,
    false,
  ]);
});
