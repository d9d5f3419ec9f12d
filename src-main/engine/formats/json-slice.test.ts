import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nightly } from '../nightly.test-support';
import { elementTexts, memberText } from './json-slice';

describe('parts of a JSON text as they were written', () => {
  test('numbers, escapes and spaces stay', () => {
    const text = ' { "a" : 12345678901234567890 , "b" : {"c": [1.10, "x\\"}]"]} , "d":"\\\\" } ';
    expect(memberText(text, 'a')).toBe('12345678901234567890');
    expect(memberText(text, 'b')).toBe('{"c": [1.10, "x\\"}]"]}');
    expect(memberText(text, 'd')).toBe('"\\\\"');
    expect(memberText(text, 'c')).toBeNull();
    expect(memberText('[1]', 'a')).toBeNull();
  });

  test('the last member of a name wins, names may be escaped', () => {
    expect(memberText('{"a":1,"a":2}', 'a')).toBe('2');
    expect(memberText('{"\\u0061":3}', 'a')).toBe('3');
  });

  test('elements of an array', () => {
    expect(elementTexts(' [ 1.0 , {"a":[1,2]},"x,y" ] ')).toEqual(['1.0', '{"a":[1,2]}', '"x,y"']);
    expect(elementTexts('[]')).toEqual([]);
  });

  test('for any object each part parses to what the whole holds', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(4), (object, spaces) => {
        const text = JSON.stringify(object, null, spaces);
        const parsed = JSON.parse(text) as { [name: string]: unknown };
        for (const name of Object.keys(parsed)) {
          expect(JSON.parse(memberText(text, name) ?? 'null')).toEqual(parsed[name]);
        }
      }),
      { numRuns: nightly(500) },
    );
  });

  test('for any array the elements are its elements', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.nat(4), (array, spaces) => {
        const texts = elementTexts(JSON.stringify(array, null, spaces));
        expect(texts.map((text) => JSON.parse(text) as unknown)).toEqual(JSON.parse(JSON.stringify(array)));
      }),
      { numRuns: nightly(500) },
    );
  });

  test('any text at all gives an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', '[', ']', '"', '\\', ',', ':', 'a', ' ') }), (text) => {
        memberText(text, 'a');
        elementTexts(text);
      }),
      { numRuns: nightly(2_000) },
    );
  });
});
