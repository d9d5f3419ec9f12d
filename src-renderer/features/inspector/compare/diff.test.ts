import { describe, expect, test } from 'vitest';
import { isFault, readJson } from '../../../format/json-nodes';
import { countDiff, diffNodes } from './diff';
import { diffLines } from './diff-lines';

function node(text: string) {
  const read = readJson(text);
  if (isFault(read)) throw new Error(`no JSON: ${text}`);
  return read;
}

const signs = { same: ' ', added: '+', removed: '-', changed: '~' } as const;

/** A line a string: sign, level, name, then what stood and what stands there. */
function shown(before: string, after: string, options: { opened?: string[]; isShort?: boolean } = {}): string[] {
  const lines = diffLines(
    diffNodes(node(before), node(after), 'data'),
    new Set(options.opened ?? []),
    options.isShort ?? false,
  );
  return lines.map(({ sign, level, label, before, after, folded }) => {
    if (folded !== null) return `  ${level} ${folded.join(', ')}: the same`;
    const text = (one: typeof before) => (one === null ? '' : one.text.slice(one.from, one.to).replace(/\s/g, ''));
    return `${signs[sign]} ${level} ${label} ${sign === 'changed' ? `${text(before)}>${text(after)}` : text(after ?? before)}`;
  });
}

const counts = (before: string, after: string) => countDiff(diffNodes(node(before), node(after), ''));

describe('two payloads', () => {
  test('are told apart member by member, in the order of the newer one', () => {
    const before = '{"id":7,"status":"packed","total":19.90,"gift":false,"user":{"id":42},"old":true}';
    const after = '{"id":7,"status":"shipped","total":19.90,"gift":false,"user":{"id":42},"new":[1]}';
    expect(shown(before, after).slice(1)).toEqual([
      '  2 id 7',
      '~ 2 status "packed">"shipped"',
      '  2 total, gift, user: the same',
      '- 2 old true',
      '+ 2 new [1]',
      '+ 3 0 1',
    ]);
    expect(counts(before, after)).toEqual({ added: 1, removed: 1, changed: 1 });
    expect(shown(before, after, { isShort: true }).slice(1)).toEqual([
      '~ 2 status "packed">"shipped"',
      '- 2 old true',
      '+ 2 new [1]',
      '+ 3 0 1',
    ]);
  });

  test('are the same whatever the order of members, space and escapes', () => {
    expect(counts('{"a":1,"b":{"c":"\\u00e9"}}', '{ "b": {"c": "é"}, "a": 1 }')).toEqual({
      added: 0,
      removed: 0,
      changed: 0,
    });
  });

  test('differ in a digit that was sent, and in the kind of a value', () => {
    expect(counts('{"a":19.90,"b":1,"c":{}}', '{"a":19.9,"b":"1","c":[]}').changed).toBe(3);
    expect(counts('12345678901234567890', '12345678901234567891').changed).toBe(1);
  });

  test('are looked into where JSON stands in a string', () => {
    const lines = shown('{"data":"{\\"id\\":1,\\"x\\":2}"}', '{"data":"{\\"id\\":1,\\"x\\":3}"}');
    expect(lines.at(-1)).toBe('~ 3 x 2>3');
  });

  test('have their lists compared behind what both begin with and before what both end with', () => {
    expect(counts('[1,2,3,4]', '[1,2,9,3,4]')).toEqual({ added: 1, removed: 0, changed: 0 });
    expect(counts('[1,2,3]', '[3]')).toEqual({ added: 0, removed: 2, changed: 0 });
    expect(counts('[{"q":1},{"q":2}]', '[{"q":1},{"q":3}]')).toEqual({ added: 0, removed: 0, changed: 1 });
    expect(counts('[]', '[1]')).toEqual({ added: 1, removed: 0, changed: 0 });
  });

  test('with a name that comes twice are compared first with first', () => {
    expect(counts('{"a":1,"a":2}', '{"a":1,"a":3}')).toEqual({ added: 0, removed: 0, changed: 1 });
    expect(counts('{"a":1,"a":2}', '{"a":1}')).toEqual({ added: 0, removed: 1, changed: 0 });
  });

  test('show what was folded when it is opened', () => {
    const text = '{"a":1,"b":2,"c":3,"d":4}';
    const other = '{"a":1,"b":2,"c":3,"d":5}';
    const diff = diffNodes(node(text), node(other), '');
    const folded = diffLines(diff, new Set(), false).find(({ folded }) => folded !== null);
    expect(shown(text, other, { opened: [folded?.path ?? ''] })).toHaveLength(5);
  });
});
