import { describe, expect, test } from 'vitest';
import { fill, isTemplate, masked, ownNames, type Values } from './template';

const values: Values = {
  n: 3,
  now: new Date('2026-01-31T12:03:04.567Z'),
  uuid: () => '9c1e0a3b-0000-4000-8000-000000000000',
  random: () => 0.5,
  own: { who: 'Anna "A" Weiss', empty: '' },
};

describe('a template', () => {
  test('is filled when it is sent', () => {
    expect(fill('{"n":{{n}},"at":"{{ now }}","id":"{{uuid}}"}', values, true)).toBe(
      '{"n":3,"at":"2026-01-31T12:03:04.567Z","id":"9c1e0a3b-0000-4000-8000-000000000000"}',
    );
    expect(fill('{{random}} {{random 1 6}} {{random 6 1}} {{random red, green}} {{random -2 -2}}', values, false)).toBe(
      '50 4 4 green -2',
    );
  });

  test('writes a value into a string as JSON wants it, and bare where it stands bare', () => {
    const text = '{"who":"{{who}}","\\"said\\"":{{who}}}';
    expect(fill(text, values, true)).toBe('{"who":"Anna \\"A\\" Weiss","\\"said\\"":Anna "A" Weiss}');
    expect(fill('{{who}}', values, false)).toBe('Anna "A" Weiss');
  });

  test('leaves alone what has no value and what is no name', () => {
    for (const text of ['{{empty}}', '{{other}}', '{{ 1+1 }}', '{{}}', '{ {n} }', '{{constructor}}']) {
      expect(fill(text, values, true)).toBe(text);
    }
  });

  test('asks for names of its own, each once', () => {
    expect(ownNames('{{who}} {{n}} {{random 1 2}}', '{{ order.id }} {{who}} {{1+1}}')).toEqual(['who', 'order.id']);
    expect([isTemplate('{{n}}'), isTemplate('{{who}}'), isTemplate('{{1+1}}'), isTemplate('plain')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  test('can be checked as JSON, every place where it was', () => {
    const text = '{"n":{{n}},"at":"{{now}}"}';
    expect(JSON.parse(masked(text))).toEqual({ n: 11_111, at: '1111111' });
    expect(masked(text)).toHaveLength(text.length);
  });
});
