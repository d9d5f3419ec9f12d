import { describe, expect, test } from 'vitest';
import { foldText } from './fold-text';
import { searchBytes } from './search-text';

const search = (raw: string) => searchBytes(Buffer.from(raw))?.toString('utf8') ?? null;

describe('the text a search sees', () => {
  test('is not stored where the raw bytes do', () => {
    expect(search('{"event":"Order.Shipped","data":{"id":7}}')).toBeNull();
    expect(search('实时 and plain words')).toBeNull();
    expect(search('')).toBeNull();
    expect(search('C:\\new\\table is no JSON')).toBeNull();
  });

  test.each([
    ['\\u escapes', '{"a":"\\u5b9e\\u65f6"}', '{"a":"实时"}'],
    ['a surrogate pair', '{"a":"\\ud83d\\ude00!"}', '{"a":"😀!"}'],
    ['lone surrogates', '{"a":"\\ud83dx\\ude00"}', '{"a":"\ufffdx\ufffd"}'],
    ['slashes', '{"u":"https:\\/\\/app.test\\/x"}', '{"u":"https://app.test/x"}'],
    ['class names once', '{"e":"App\\\\notifications\\\\read"}', '{"e":"App\\notifications\\read"}'],
    ['JSON inside a string', '{"data":"{\\"id\\":7,\\"x\\":\\"a\\"}"}', '{"data":"{"id":7,"x":"a"}"}'],
    [
      'escapes inside that',
      '{"data":"{\\"c\\":\\"\\\\u5b9e \\\\\\"q\\\\\\" https:\\\\\\/\\\\\\/x\\"}"}',
      '{"data":"{"c":"实 "q" https://x"}"}',
    ],
    ['an encoded text', '{"data":"\\"\\\\u5b9e\\""}', '{"data":""实""}'],
    ['an escaped NUL', '{"a":"x\\u0000y"}', '{"a":"x y"}'],
    ['behind the digits of Socket.IO', '42["m","\\u5b9e"]', '42["m","实"]'],
  ])('has %s undone', (_name, raw, expected) => {
    expect(search(raw)).toBe(expected);
  });

  test('keeps what is no escape, and ends with the bytes', () => {
    expect(search('{"a":"\\q\\u12"}')).toBeNull();
    expect(search('{"a":"{\\')).toBeNull();
    expect(search('["\\u00e9')).toBe('["é');
  });

  test('is folded by Unicode only where ASCII case is not enough', () => {
    expect(search('CAFÉ Straße ΟΔΟΣ')).toBe('café strasse οδοσ');
    expect(search('{"a":"CAF\\u00c9"}')).toBe('{"a":"café"}');
    expect(foldText('CAFE\u0301')).toBe('café');
    expect(search('Cafe\u0301')).toBe('café');
  });

  test('ends nowhere: NUL in a text does not hide what follows, other bytes stay raw', () => {
    expect(search('a\0b')).toBe('a b');
    expect(searchBytes(Buffer.from([0xff, 0xfe, 0x00, 0x41]))).toBeNull();
  });
});
