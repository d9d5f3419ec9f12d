import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasRelation, parseLinks } from './link-header';

test('links with commas in addresses, quotes, and parameters in any order', () => {
  const links = parseLinks(
    '<https://h/a,b?x=1;y>; rel="self", <https://hub/.well-known/mercure>;last-event-id="urn:uuid:1, \\"2\\"" ; REL=mercure;rel=other,</t>; rel="preload self"',
  );
  expect(links.map(({ target, params }) => [target, params.get('rel'), params.get('last-event-id')])).toEqual([
    ['https://h/a,b?x=1;y', 'self', undefined],
    ['https://hub/.well-known/mercure', 'mercure', 'urn:uuid:1, "2"'],
    ['/t', 'preload self', undefined],
  ]);
  expect(links.map((link) => hasRelation(link, 'self'))).toEqual([true, false, true]);
});

test('any header ends, and is read', () => {
  const part = fc.constantFrom('<', '>', ';', ',', '=', '"', '\\', ' ', 'rel', 'mercure', 'a');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
      expect(Array.isArray(parseLinks(parts.join('')))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});
