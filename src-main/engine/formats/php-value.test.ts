import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phpString, readPhp } from './php-value';

const read = (text: string) => readPhp(Buffer.from(text, 'latin1'));
const utf8 = (text: string) => readPhp(Buffer.from(text));

describe('what PHP serialised', () => {
  // serialize() of PHP 8.2: [$a, $a, S::H, INF, -0.0, "é", PHP_INT_MAX], $a having a public, a private and a protected property.
  test('objects with visibility, references, enums, numbers JSON has not', () => {
    const text =
      'a:7:{i:0;O:1:"A":3:{s:1:"x";i:1;s:4:"\0A\0p";i:2;s:4:"\0*\0q";a:3:{i:0;d:1.5;i:1;N;i:2;b:1;}}i:1;r:2;i:2;E:3:"S:H";' +
      'i:3;d:INF;i:4;d:-0;i:5;s:2:"é";i:6;i:9223372036854775807;}';
    expect(utf8(text)).toEqual([
      { '@class': 'A', x: 1, '-p': 2, '#q': [1.5, null, true] },
      { '@class': 'A', '@again': true },
      'S::H',
      'INF',
      -0,
      'é',
      '9223372036854775807',
    ]);
  });

  test.each([
    ['b:0;', false],
    ['a:0:{}', []],
    ['a:1:{i:1;i:5;}', { 1: 5 }],
    ['a:2:{s:1:"a";i:1;s:1:"b";R:2;}', { a: 1, b: 1 }],
    ['a:1:{s:9:"__proto__";i:1;}', JSON.parse('{"__proto__":1}')],
    ['C:3:"Old":4:{ab;c}', { '@class': 'Old', '@raw': 'ab;c' }],
    ['s:2:"\xff\xfe";', { '@base64': '//4=' }],
  ])('%j', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  test.each([
    '',
    'N',
    'i:;',
    'i:1',
    's:5:"ab";',
    'a:1:{i:0;}',
    'O:1:"A":1:{',
    'x:1;',
    'i:1;i:2;',
    'r:9;',
    `${'a:1:{i:0;'.repeat(5_000)}`,
  ])('%j is something else', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test('any bytes are read or not, never an exception, and a bomb of references stays small', () => {
    const broken = fc
      .tuple(
        fc.constantFrom('a:2:{i:0;O:1:"A":1:{s:1:"x";r:1;}i:1;r:2;}', 's:3:"abc";', 'd:0.5;'),
        fc.nat(60),
        fc.uint8Array({ maxLength: 5 }),
      )
      .map(([text, at, bytes]) => Buffer.concat([Buffer.from(text.slice(0, at)), bytes, Buffer.from(text.slice(at))]));
    fc.assert(
      fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 200 }).map(Buffer.from)), (bytes) => {
        JSON.stringify(readPhp(bytes));
        phpString(bytes);
      }),
      { numRuns: 5_000 },
    );
    const bomb = `a:30:{i:0;a:1:{i:0;i:1;}${Array.from({ length: 29 }, (_, at) => `i:${at + 1};a:2:{i:0;R:2;i:1;R:2;}`).join('')}}`;
    expect(JSON.stringify(read(bomb)).length).toBeLessThan(5_000);
  });

  test('a value PHP wrote reads as the JSON PHP writes of it', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((one) => !Object.is(one, -0)),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-zé]{1,6}$/), tie('value'), { minKeys: 1, maxKeys: 4 }),
      ),
    })).value;
    const values = fc.sample(value, { numRuns: 300, seed: 5 });
    // PHP itself is the reference: it reads the JSON and serialises it, both sides in one process.
    const code =
      'foreach (json_decode(stream_get_contents(STDIN), true) as $v) echo base64_encode(serialize($v)), "\\n";';
    const output = execFileSync('php', ['-d', 'serialize_precision=-1', '-r', code], {
      input: JSON.stringify(values),
      maxBuffer: 1e8,
    });
    const written = output.toString().trimEnd().split('\n');
    expect(written).toHaveLength(values.length);
    written.forEach((line, at) => {
      expect(readPhp(Buffer.from(line, 'base64'))).toEqual(values[at]);
    });
  });
});

test('the text phpredis puts around a value is taken off by its length in bytes', () => {
  expect(phpString(Buffer.from('s:4:"é";";'))?.toString()).toBe('é";');
  expect(phpString(Buffer.from('s:3:"é";'))).toBeNull();
  expect(phpString(Buffer.from('{"a":1}'))).toBeNull();
});
