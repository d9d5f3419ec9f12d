import { expect, test } from 'vitest';
import { checkJson } from './check-json';

test('what is JSON has no fault', () => {
  for (const text of ['{"id":7}', ' [1, 2.50, 12345678901234567890] ', '"实时"', 'true', '{"a":1,"a":2}']) {
    expect(checkJson(text), text).toBeNull();
  }
});

test('says where and why it stops being JSON', () => {
  expect(checkJson('{\n  "id": 7,\n  "status" "packed"\n}')).toEqual({
    at: 24,
    line: 3,
    column: 12,
    reason: "Colon ':' expected after property name but got '\"'",
  });
  expect(checkJson('{"id": ')).toMatchObject({ line: 1, column: 8 });
  expect(checkJson('')).toMatchObject({ at: 0, line: 1, column: 1 });
});
