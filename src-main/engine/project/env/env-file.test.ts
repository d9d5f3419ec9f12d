import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type EnvDialect, readEnvFile } from './env-file';
import { envValues } from './env-values';
import { viteValues } from './vite-values';

const read = (text: string, dialect: EnvDialect) =>
  Object.fromEntries(
    [...envValues([{ file: '.env', read: readEnvFile(text, dialect) }], dialect)].map(([name, { value }]) => [
      name,
      value,
    ]),
  );

test.each<[text: string, laravel: string, symfony: string]>([
  ['A=plain', 'plain', 'plain'],
  ['export A = spaced', 'spaced', 'spaced'],
  ['A=value # note', 'value', 'value'],
  ['A=a#b', 'a', 'a#b'],
  ['A="a # b" # note', 'a # b', 'a # b'],
  ["A='$B ${B}'", '$B ${B}', '$B ${B}'],
  ['B=1\nA="${B}-$B"', '1-$B', '1-1'],
  ['A="${LATER}"\nLATER=1', '${LATER}', ''],
  ['A="${NONE:-usual}"', '${NONE:-usual}', 'usual'],
  ['A="say \\"hi\\" \\$B"', 'say "hi" $B', 'say "hi" $B'],
  ['A="two\nlines"', 'two\nlines', 'two\nlines'],
  ['A=1\nA=2', '2', '2'],
  ['A=', '', ''],
  ['\uFEFFA=bom', 'bom', 'bom'],
  ['A=crlf\r\nB=x', 'crlf', 'crlf'],
])('%j is %j to Laravel and %j to Symfony', (text, laravel, symfony) => {
  expect(read(text, 'phpdotenv').A).toBe(laravel);
  expect(read(text, 'symfony').A).toBe(symfony);
});

test('lines are told, also behind a value of several', () => {
  const { entries } = readEnvFile('# top\nA="1\n2"\n\nB=x\n', 'phpdotenv');
  expect(entries.map(({ name, line }) => [name, line])).toEqual([
    ['A', 2],
    ['B', 5],
  ]);
});

test('what the framework refuses is a fault, and the value is there all the same', () => {
  const { entries, faults } = readEnvFile('A=two words\nB="open\nC=1\n', 'phpdotenv');
  expect(faults).toEqual([
    { line: 1, reason: 'a value with spaces has to stand in quotes' },
    { line: 2, reason: 'a missing closing quote' },
  ]);
  expect(entries.map(({ name, parts }) => [name, parts])).toEqual([
    ['A', ['two words']],
    ['B', ['open']],
    ['C', ['1']],
  ]);
});

test('a command of Symfony’s is named and not run', () => {
  expect(readEnvFile('A=$(touch /tmp/never)', 'symfony').entries[0]).toMatchObject({ hasCommand: true });
});

test('the page’s values: later files win, references mean all of them, and what repeats another says so', () => {
  const values = viteValues([
    { file: '.env', text: 'HOST=a\nVITE_HOST="${HOST}"\nVITE_URL=http://$HOST/x\nVITE_LOOP=${VITE_LOOP}' },
    { file: '.env.local', text: '\nHOST=b' },
  ]);
  expect(values.get('VITE_HOST')).toEqual({ value: 'b', repeats: 'HOST', place: { file: '.env', line: 2 } });
  expect(values.get('VITE_URL')).toMatchObject({ value: 'http://b/x', repeats: '' });
  expect(values.get('HOST')?.place).toEqual({ file: '.env.local', line: 2 });
  expect(values.get('VITE_LOOP')?.value).toBe('');
});

test('no text breaks it', () => {
  const piece = fc.constantFrom(
    'A=',
    'B="',
    "'",
    '"',
    '\n',
    '#',
    '$',
    '${A}',
    '${A:-',
    '}',
    '\\',
    ' ',
    'x',
    'export ',
    '$(',
    '=',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anyText, fc.constantFrom<EnvDialect>('phpdotenv', 'symfony'), (text, dialect) => {
      for (const value of Object.values(read(text, dialect))) expect(typeof value).toBe('string');
      viteValues([{ file: '.env', text }]);
    }),
    { numRuns: 2_000 },
  );
});
