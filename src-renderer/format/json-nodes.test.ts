import fc from 'fast-check';
import { type LosslessNumber, parse } from 'lossless-json';
import { describe, expect, test } from 'vitest';
import { isFault, type JsonNode, openedString, placeIn, readJson, stringOf } from './json-nodes';

function read(text: string): JsonNode {
  const result = readJson(text);
  if (isFault(result)) throw new Error(`${result.at}: ${result.wanted}`);
  return result;
}

/** What the nodes say, as JSON.parse would have it. */
function parsedOf(node: JsonNode): unknown {
  if (node.kind === 'string') return stringOf(node);
  if (node.kind === 'array') return node.children.map(parsedOf);
  if (node.kind === 'object') {
    const members = node.children.map((child) => [String(child.key), parsedOf(child)] as const);
    return Object.fromEntries(members);
  }
  return JSON.parse(node.text.slice(node.from, node.to));
}

const sent = ({ text, from, to }: JsonNode) => text.slice(from, to);

describe('as it was sent', () => {
  test('order of members, also of those that look like numbers, and names that come twice', () => {
    const node = read('{"10":1, "2":2, "b":3, "a":4, "b":5, "__proto__":6}');
    expect(node.children.map(({ key }) => key)).toEqual(['10', '2', 'b', 'a', 'b', '__proto__']);
  });

  test('numbers to the last digit', () => {
    const node = read('[12345678901234567890, 19.90, -0, 1E5, 0.1e-7]');
    expect(node.children.map(sent)).toEqual(['12345678901234567890', '19.90', '-0', '1E5', '0.1e-7']);
  });

  test('numbers are those of lossless-json', () => {
    const text = '{"a":1.10,"b":[12345678901234567890,-0.0]}';
    const { a, b } = parse(text) as { a: LosslessNumber; b: LosslessNumber[] };
    const node = read(text);
    expect([a, ...b].map(String)).toEqual(
      [node.children[0], ...(node.children[1]?.children ?? [])].map((n) => sent(n as JsonNode)),
    );
  });
});

describe('beside JSON.parse', () => {
  const spaced = fc.tuple(fc.jsonValue(), fc.nat(3)).map(([value, spaces]) => JSON.stringify(value, null, spaces));
  const nearly = fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n\t0123.eE+-truefalsnu'), maxLength: 24 });
  const broken = fc
    .tuple(spaced, fc.nat(), fc.constantFrom('', ',', '"', '}', '\\', '0', '\u0001'))
    .map(([text, at, put]) => text.slice(0, at % (text.length + 1)) + put + text.slice((at % (text.length + 1)) + 1));

  test('accepts what it accepts and reads the same', () => {
    fc.assert(
      fc.property(fc.oneof(spaced, nearly, broken), (text) => {
        let expected: unknown;
        let isJson = true;
        try {
          expected = JSON.parse(text);
        } catch {
          isJson = false;
        }
        const result = readJson(text);
        expect(isFault(result)).toBe(!isJson);
        if (!isFault(result)) expect(JSON.stringify(parsedOf(result))).toBe(JSON.stringify(expected));
      }),
      { numRuns: 5_000 },
    );
  });

  test('depth does not end it', () => {
    const depth = 200_000;
    expect(sent(read('['.repeat(depth) + ']'.repeat(depth)))).toHaveLength(2 * depth);
    expect(readJson('['.repeat(depth))).toEqual({ at: depth, wanted: 'a value' });
  });
});

test.each([
  ['', 0, 'a value'],
  ['{"a":1,}', 7, 'a name in quotes'],
  ['{"a" 1}', 5, '":"'],
  ['[1 2]', 3, '"," or "]"'],
  ['{"a":1', 6, '"," or "}"'],
  ['{"a":01}', 6, '"," or "}"'],
  ['{} x', 3, 'the end'],
  ['"a', 2, 'the closing quote'],
  ['"\\x"', 1, 'an escape such as \\n or \\u00e9'],
  ["{'a':1}", 1, 'a name in quotes'],
])('%j fails at %d, where %s was wanted', (text, at, wanted) => {
  expect(readJson(text)).toEqual({ at, wanted });
});

test('a string that holds an object or an array is opened, at any depth; one that holds a number is not', () => {
  const inner = openedString(read(JSON.stringify(JSON.stringify({ list: '[1.10]', count: '7' }))));
  expect(inner?.children.map((child) => openedString(child)?.children.map(sent))).toEqual([['1.10'], undefined]);
  expect(openedString(read('"{bad"'))).toBeNull();
});

test('a place is told in lines and columns', () => {
  expect(placeIn('{\n  "a" 1}', 8)).toEqual({ line: 2, column: 7 });
  expect(placeIn('x', 0)).toEqual({ line: 1, column: 1 });
});
